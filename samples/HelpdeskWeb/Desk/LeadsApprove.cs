using BillingContext.Refunds;

namespace HelpdeskWeb.Desk;

/// <summary>The host's rule about its people. That nobody approves their own request is BillingContext's own.</summary>
internal sealed class LeadsApprove : IApprovalAuthority
{
    public ValueTask<bool> MayApproveAsync(ApprovalQuestion question, CancellationToken cancellationToken) =>
        ValueTask.FromResult(question.By == Agent.Lee.Actor);
}
