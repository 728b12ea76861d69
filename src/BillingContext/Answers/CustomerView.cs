using BillingContext.Customers;
using BillingContext.Payments;

namespace BillingContext.Answers;

/// <summary>What a customer may be shown of their own payments: this and nothing else. Only for one whose identity the host verified.</summary>
/// <remarks>No ids, no names or addresses, no reasons of declines, no reports of fraud, nothing of disputes but that the bank was asked.</remarks>
public sealed record CustomerView
{
    private CustomerView(IReadOnlyList<CustomerPayment> payments, DateTimeOffset asOf) => (Payments, AsOf) = (payments, asOf);

    /// <summary>Payments that were taken, the newest first.</summary>
    public IReadOnlyList<CustomerPayment> Payments { get; }

    /// <summary>When Stripe was asked (UTC).</summary>
    public DateTimeOffset AsOf { get; }

    /// <summary>What the customer may be shown.</summary>
    /// <param name="context">Their context.</param>
    /// <returns>Null unless the identity is <see cref="ResolutionStatus.Verified"/>: for others there is <see cref="UnverifiedAssistantView"/>.</returns>
    public static CustomerView? Of(PaymentContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        return context.Resolution.Status == ResolutionStatus.Verified
            ? new CustomerView(
                [.. context.Payments.Where(payment => payment.Status is PaymentStatus.Succeeded or PaymentStatus.Processing).Select(payment => CustomerPayment.Of(payment, context.AsOf))],
                context.AsOf)
            : null;
    }
}
