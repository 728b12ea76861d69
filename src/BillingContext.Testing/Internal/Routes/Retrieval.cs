using BillingContext.Testing.Internal.Records;
using BillingContext.Testing.Internal.Rendering;
using BillingContext.Testing.Internal.Wire;

namespace BillingContext.Testing.Internal.Routes;

internal static class Retrieval
{
    public static Route Route<T>(ResourceOf<T> resource)
        where T : StripeRecord
        => Wire.Route.Retrieve(resource, call => Answer(call, resource));

    private static Answer Answer<T>(Call call, ResourceOf<T> resource)
        where T : StripeRecord
        => resource.Find(call.Books, call.Id) is { } record
            ? Wire.Answer.Object(resource, record)
            : call.NoSuch(resource.Name, call.Id, resource.IdParam, 404);
}
