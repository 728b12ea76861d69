namespace BillingContext.Refunds.Internal;

/// <summary>Without rules of the host's: every person.</summary>
internal sealed class AnybodyApproves : IApprovalAuthority
{
    public ValueTask<bool> MayApproveAsync(ApprovalQuestion question, CancellationToken cancellationToken) => new(true);
}
