using BillingContext.Customers;
using BillingContext.Payments;

namespace HelpdeskConsole.Facts;

/// <summary>The panel beside a ticket: who is asking, and everything Stripe knows about their payments.</summary>
internal sealed record PanelFact(
    string? Ticket,
    ResolutionStatus Status,
    string Identity,
    string IdentityMeans,
    CustomerLine Customer,
    IReadOnlyList<PaymentLine> Payments,
    IReadOnlyList<SubscriptionLine> Subscriptions,
    IReadOnlyList<string> Missing,
    DateTimeOffset AsOf) : Fact
{
    internal static PanelFact Of(PaymentContext context)
    {
        var (badge, means) = IdentityWords.Of(context.Resolution);
        return new PanelFact(
            context.Resolution.Ticket.Value is { Length: > 0 } ticket ? ticket : null,
            context.Resolution.Status,
            badge,
            means,
            CustomerLine.Of(context),
            [.. context.Payments.Select(payment => PaymentLine.Of(payment, context.Links))],
            [.. context.Subscriptions.Select(subscription => SubscriptionLine.Of(subscription, context.Links))],
            [.. context.Resolution.Missing.Concat(context.Missing).Select(gap => gap.Describe())],
            context.AsOf);
    }
}
