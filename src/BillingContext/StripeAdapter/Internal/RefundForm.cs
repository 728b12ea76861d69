using BillingContext.Refunds;

namespace BillingContext.StripeAdapter.Internal;

/// <summary>The body that makes a refund (https://docs.stripe.com/api/refunds/create). The same refund always gives the same bytes: its key demands it.</summary>
internal static class RefundForm
{
    internal static string Of(NewRefund refund)
    {
        var form = new StripeForm()
            .Add(refund.Payment.IsPaymentIntent ? "payment_intent" : "charge", refund.Payment.Value)
            .Add("amount", refund.Amount.MinorUnits)
            .Add("reason", refund.Reason switch
            {
                RefundReason.Duplicate => "duplicate",
                RefundReason.Fraudulent => "fraudulent",
                _ => "requested_by_customer",
            });
        if (refund.Connect is DestinationChargeRefunds.ReverseTransfer or DestinationChargeRefunds.ReverseTransferAndRefundFee)
        {
            form.Add("reverse_transfer", "true");
        }

        if (refund.Connect is DestinationChargeRefunds.ReverseTransferAndRefundFee)
        {
            form.Add("refund_application_fee", "true");
        }

        foreach (var (key, value) in refund.Metadata)
        {
            form.Add($"metadata[{key}]", value);
        }

        return form.ToString();
    }
}
