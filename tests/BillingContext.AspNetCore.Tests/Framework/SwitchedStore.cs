using System.Reflection;
using BillingContext.Storage;
using BillingContext.Testing;
using Microsoft.Extensions.DependencyInjection;

namespace BillingContext.AspNetCore.Tests.Framework;

/// <summary>A store that can be away. A proxy, so that it need not know what a store does.</summary>
public class SwitchedStore : DispatchProxy
{
    private IBillingStore inner = null!;
    private Func<bool> isAway = null!;

    /// <summary>The store a host has when it brings none.</summary>
    internal static IBillingStore InMemory() => new ServiceCollection().AddBillingContext().UseStripe(options => options.ApiKey = StripeSimulator.SecretKey)
        .Services.BuildServiceProvider().GetRequiredService<IBillingStore>();

    internal static IBillingStore Over(IBillingStore inner, Func<bool> isAway)
    {
        var store = Create<IBillingStore, SwitchedStore>();
        ((SwitchedStore)(object)store).inner = inner;
        ((SwitchedStore)(object)store).isAway = isAway;
        return store;
    }

    protected override object? Invoke(MethodInfo? targetMethod, object?[]? args) =>
        isAway() ? throw new InvalidOperationException("Host=db.internal;Password=canary-database-password") : targetMethod!.Invoke(inner, args);
}
