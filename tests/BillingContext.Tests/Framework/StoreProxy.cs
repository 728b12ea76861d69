using System.Reflection;
using BillingContext.Storage;

namespace BillingContext.Tests.Framework;

/// <summary>A store, and somebody who hears of each call before it is made and may throw.</summary>
public class StoreProxy : DispatchProxy
{
    private IBillingStore inner = null!;
    private Action<string> before = null!;

    internal static IBillingStore Of(IBillingStore inner, Action<string> before)
    {
        var store = Create<IBillingStore, StoreProxy>();
        (((StoreProxy)(object)store).inner, ((StoreProxy)(object)store).before) = (inner, before);
        return store;
    }

    protected override object? Invoke(MethodInfo? targetMethod, object?[]? args)
    {
        before(targetMethod!.Name);
        return targetMethod.Invoke(inner, BindingFlags.DoNotWrapExceptions, null, args, null);
    }
}
