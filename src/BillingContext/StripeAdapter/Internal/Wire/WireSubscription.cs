using System.Text.Json.Serialization;

namespace BillingContext.StripeAdapter.Internal.Wire;

/// <summary>https://docs.stripe.com/api/subscriptions/object</summary>
internal sealed class WireSubscription : IWireObject
{
    public string? Id { get; set; }

    public long? CancelAt { get; set; }

    public bool? CancelAtPeriodEnd { get; set; }

    public long? CanceledAt { get; set; }

    public WireCancellationDetails? CancellationDetails { get; set; }

    [JsonConverter(typeof(WireTextConverter))]
    public string? CollectionMethod { get; set; }

    public long Created { get; set; }

    // Until 2025-03-31 the period was the subscription's and not its items'; events may still be of such a version.
    public long? CurrentPeriodStart { get; set; }

    public long? CurrentPeriodEnd { get; set; }

    public WireRef Customer { get; set; }

    public long? EndedAt { get; set; }

    public WireList<WireSubscriptionItem>? Items { get; set; }

    public WireExpandable<WireInvoice> LatestInvoice { get; set; }

    public bool? Livemode { get; set; }

    public WirePauseCollection? PauseCollection { get; set; }

    public WireRef Schedule { get; set; }

    [JsonConverter(typeof(WireTextConverter))]
    public string? Status { get; set; }

    public long? TrialEnd { get; set; }

    public long? TrialStart { get; set; }

    internal sealed class WireCancellationDetails
    {
        [JsonConverter(typeof(WireTextConverter))]
        public string? Reason { get; set; }
    }

    internal sealed class WirePauseCollection
    {
        [JsonConverter(typeof(WireTextConverter))]
        public string? Behavior { get; set; }

        public long? ResumesAt { get; set; }
    }

    internal sealed class WireSubscriptionItem
    {
        public long? CurrentPeriodStart { get; set; }

        public long? CurrentPeriodEnd { get; set; }

        public WirePrice? Price { get; set; }

        public long? Quantity { get; set; }
    }

    internal sealed class WirePrice
    {
        public string? Id { get; set; }

        [JsonConverter(typeof(WireTextConverter))]
        public string? Currency { get; set; }

        public WireRef Product { get; set; }

        public WireRecurring? Recurring { get; set; }

        public long? UnitAmount { get; set; }
    }

    internal sealed class WireRecurring
    {
        [JsonConverter(typeof(WireTextConverter))]
        public string? Interval { get; set; }

        public int? IntervalCount { get; set; }
    }
}
