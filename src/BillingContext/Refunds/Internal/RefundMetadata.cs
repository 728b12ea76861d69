using BillingContext.Payments;

namespace BillingContext.Refunds.Internal;

/// <summary>What our refunds are stamped with at Stripe: enough to find them again, nothing personal.</summary>
internal static class RefundMetadata
{
    internal static IReadOnlyList<KeyValuePair<string, string>> Of(RefundIntent intent)
    {
        var metadata = new List<KeyValuePair<string, string>>
        {
            new(Refund.RequestIdMetadataKey, intent.RequestId),
            new(Refund.MerchantMetadataKey, intent.Scope.Merchant.Value),
        };
        if (intent.Ticket != default)
        {
            metadata.Add(new("billingcontext_ticket", intent.Ticket.Value));
        }

        return metadata;
    }
}
