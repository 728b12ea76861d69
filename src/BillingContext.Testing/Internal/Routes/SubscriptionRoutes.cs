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
        Route.List(
            Resource,
            [
                Parameter.Text("customer"),
                Parameter.Text("price"),
                Parameter.Choice("status", Statuses),
                Parameter.Choice("collection_method", "charge_automatically", "send_invoice"),
                Parameter.Range("created"),
                Parameter.Range("current_period_end"),
                Parameter.Range("current_period_start"),
                .. Parameter.NotSimulated("automatic_tax", "customer_account", "plan", "test_clock"),
            ],
            List),
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
        if (call.Text("price") is { } price && call.Books.Prices.Find(price) is null)
        {
            return call.NoSuch("price", price, "price", 400);
        }

        return Lists.Answer(call, Resource, Filters, subscription => HasStatus(call, subscription) && HasTerms(call, subscription));
    }

    private static bool HasStatus(Call call, SubscriptionRecord subscription) => call.Text("status") switch
    {
        null => subscription.Status != "canceled",
        "all" => true,
        "ended" => subscription.Ended,
        var status => subscription.Status == status,
    };

    /// <summary>Over HTTP all are charged by themselves.</summary>
    private static bool HasTerms(Call call, SubscriptionRecord subscription)
    {
        var (ends, starts) = (call.Range("current_period_end"), call.Range("current_period_start"));
        return call.Text("collection_method") != "send_invoice"
            && (call.Text("price") is not { } price || subscription.Items.Any(item => item.Price.Id == price))
            && subscription.PeriodEnd >= ends.From && subscription.PeriodEnd <= ends.To
            && subscription.PeriodStart >= starts.From && subscription.PeriodStart <= starts.To;
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
