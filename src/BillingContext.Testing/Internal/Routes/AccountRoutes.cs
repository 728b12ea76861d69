using BillingContext.Testing.Internal.Rendering;
using BillingContext.Testing.Internal.Wire;

namespace BillingContext.Testing.Internal.Routes;

/// <summary>https://docs.stripe.com/api/accounts/retrieve: the account of the key.</summary>
internal static class AccountRoutes
{
    private static readonly AccountResource Resource = new();

    public static IReadOnlyList<Route> All { get; } =
    [
        new Route(
            "GET",
            "/v1/account",
            Resource,
            false,
            Resource.Read,
            [Parameter.Expand],
            call => Answer.Object(Resource, Resource.Find(call.Books, call.Books.AccountId)!)),
    ];
}
