using BillingContext.Testing.Internal.Operations;
using BillingContext.Testing.Internal.Records;
using BillingContext.Testing.Internal.Rendering;
using BillingContext.Testing.Internal.Wire;

namespace BillingContext.Testing.Internal.Routes;

/// <summary>https://docs.stripe.com/api/subscriptions</summary>
internal static class SubscriptionRoutes
{
    private static readonly SubscriptionResource Resource = new();

    private static readonly ListFilter<SubscriptionRecord>[] Filters =
        [new("customer", books => books.SubscriptionsByCustomer, subscription => subscription.Customer)];

    private static readonly string[] Statuses =
        ["active", "all", "canceled", "ended", "incomplete", "incomplete_expired", "past_due", "paused", "trialing", "unpaid"];

    public static IReadOnlyList<Route> All { get; } =
    [
        Route.List(Resource, [Parameter.Text("customer"), Parameter.Choice("status", Statuses), Parameter.Range("created")], List),
        Searches.Route(Resource, SearchFields.Subscription),
        Retrieval.Route(Resource),
        Route.Change(
            "POST",
            "/v1/subscriptions/{id}",
            Resource,
            Permissions.WriteSubscriptions,
            SubscriptionUpdate.Known,
            SubscriptionUpdate.Update),
        Route.Change(
            "DELETE",
            "/v1/subscriptions/{id}",
            Resource,
            Permissions.WriteSubscriptions,
            [Parameter.Flag("invoice_now"), Parameter.Flag("prorate"), SubscriptionParts.CancellationDetails],
            Cancel),
    ];

    /// <summary>Cancelled ones are left out unless asked for: https://docs.stripe.com/api/subscriptions/list</summary>
    private static Answer List(Call call)
    {
        Func<SubscriptionRecord, bool>? where = call.Text("status") switch
        {
            null => s => s.Status != "canceled",
            "all" => null,
            "ended" => s => s.Ended,
            var status => s => s.Status == status,
        };
        return Lists.Answer(call, Resource, Filters, where);
    }

    /// <summary>https://docs.stripe.com/api/subscriptions/cancel</summary>
    private static Answer Cancel(Call call)
    {
        // One that is cancelled already is not found again.
        if (call.Books.Subscriptions.Find(call.Id) is not { Ended: false } subscription)
        {
            return call.NoSuch("subscription", call.Id, "id", 404);
        }

        if (call.Flag("prorate"))
        {
            return Errors.NotSimulated("prorations", "prorate");
        }

        var (comment, feedback) = SubscriptionParts.Details(call);
        return Answer.Object(
            Resource,
            SubscriptionOperations.Cancel(call.Books, subscription, "cancellation_requested", comment, feedback, call.Books.Now()));
    }
}
