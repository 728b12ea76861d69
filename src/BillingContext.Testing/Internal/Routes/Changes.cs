using BillingContext.Testing.Internal.Records;
using BillingContext.Testing.Internal.Rendering;
using BillingContext.Testing.Internal.Wire;

namespace BillingContext.Testing.Internal.Routes;

/// <summary>Requests that change one object, or do something with it.</summary>
internal static class Changes
{
    /// <param name="resource">The kind of object.</param>
    /// <param name="method">POST, or DELETE.</param>
    /// <param name="action">What follows the object's own path: <c>/capture</c> say, or nothing.</param>
    /// <param name="needs">Permissions, any of which opens it to a restricted key.</param>
    /// <param name="parameters">Everything it takes.</param>
    /// <param name="handle">What it does with the object, which exists.</param>
    public static Route Route<T>(
        ResourceOf<T> resource,
        string method,
        string action,
        IReadOnlyList<Permission> needs,
        IReadOnlyList<Parameter> parameters,
        Func<Call, T, Answer> handle)
        where T : StripeRecord
        => Wire.Route.Change(
            method,
            resource.Url + "/{id}" + action,
            resource,
            needs,
            parameters,
            call => resource.Table(call.Books).Find(call.Id) is { } record
                ? handle(call, record)
                : call.NoSuch(resource.Name, call.Id, resource.IdParam, 404));
}
