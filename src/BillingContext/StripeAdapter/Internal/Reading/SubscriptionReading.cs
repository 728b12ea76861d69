using BillingContext.Payments;
using BillingContext.StripeAdapter.Internal.Wire;

namespace BillingContext.StripeAdapter.Internal.Reading;

internal static class SubscriptionReading
{
    internal static Subscription ToSubscription(this WireSubscription wire) => new()
    {
        Id = WireValues.Id(wire.Id, "subscription", static id => new SubscriptionId(id)),
        Customer = wire.Customer.ToCustomerId(),
        Status = wire.Status switch
        {
            "active" => SubscriptionStatus.Active,
            "trialing" => SubscriptionStatus.Trialing,
            "past_due" => SubscriptionStatus.PastDue,
            "unpaid" => SubscriptionStatus.Unpaid,
            "paused" => SubscriptionStatus.Paused,
            "incomplete" => SubscriptionStatus.Incomplete,
            "incomplete_expired" => SubscriptionStatus.IncompleteExpired,
            "canceled" => SubscriptionStatus.Canceled,
            _ => SubscriptionStatus.Unknown,
        },
        StripeStatus = wire.Status ?? "",
        CreatedAt = wire.Created.ToInstant(),
        CurrentPeriodStart = (wire.Items?.Data?.Min(item => item.CurrentPeriodStart) ?? wire.CurrentPeriodStart).ToInstant(),
        CurrentPeriodEnd = (wire.Items?.Data?.Max(item => item.CurrentPeriodEnd) ?? wire.CurrentPeriodEnd).ToInstant(),
        CancelAtPeriodEnd = wire.CancelAtPeriodEnd ?? false,
        CancelAt = wire.CancelAt.ToInstant(),
        CanceledAt = wire.CanceledAt.ToInstant(),
        EndedAt = wire.EndedAt.ToInstant(),
        CancellationReason = wire.CancellationDetails?.Reason,
        TrialStart = wire.TrialStart.ToInstant(),
        TrialEnd = wire.TrialEnd.ToInstant(),
        PauseBehavior = wire.PauseCollection is { } pause ? pause.Behavior ?? "" : null,
        PauseEnds = wire.PauseCollection?.ResumesAt.ToInstant(),
        HasSchedule = wire.Schedule.Id is not null,
        CollectionMethod = wire.CollectionMethod,
        PeriodsDiffer = wire.Items?.Data?.Select(item => (item.CurrentPeriodStart, item.CurrentPeriodEnd)).Distinct().Count() > 1,
        Items = wire.Items?.Data.ToList(ToItem) ?? [],
        LatestInvoiceId = wire.LatestInvoice.Id is { } invoice ? WireValues.Id(invoice, "invoice", static id => new InvoiceId(id)) : null,
        LatestInvoice = wire.LatestInvoice.Object?.ToInvoice(),
    };

    private static SubscriptionItem ToItem(WireSubscription.WireSubscriptionItem item) => new(
        item.Price?.Id ?? "",
        item.Price?.Product.Id,
        item.Price?.UnitAmount is { } amount ? amount.ToMoney(item.Price.Currency) : null,
        item.Quantity,
        item.Price?.Recurring?.Interval,
        item.Price?.Recurring?.IntervalCount ?? 1);
}
