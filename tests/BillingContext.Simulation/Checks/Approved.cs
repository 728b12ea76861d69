namespace BillingContext.Simulation.Checks;

/// <summary>A refund or a cancellation as it is recorded before Stripe is asked, by whose yes if by anybody's.</summary>
internal sealed record Approved(MerchantId Merchant, string RequestId, Actor AskedBy, Actor? ApprovedBy, Money? Amount)
{
    public override string ToString() => $"{Merchant} {RequestId} of {AskedBy}, {Amount}, approved by {ApprovedBy}";
}
