namespace BillingContext.StripeAdapter.Internal.Wire;

/// <summary>https://docs.stripe.com/api/errors</summary>
internal sealed class WireErrorEnvelope
{
    public WireError? Error { get; set; }

    internal sealed class WireError
    {
        public string? Type { get; set; }

        public string? Code { get; set; }

        public string? Param { get; set; }

        public string? Message { get; set; }

        public WireApprovalRequest? ApprovalRequest { get; set; }
    }

    internal sealed class WireApprovalRequest
    {
        public string? Id { get; set; }

        public string? DashboardUrl { get; set; }

        public long? ExpiresAt { get; set; }
    }
}
