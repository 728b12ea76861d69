using BillingContext.Refunds;

namespace HelpdeskConsole.Facts;

/// <summary>One reason for a decision.</summary>
internal sealed record ReasonLine(string Code, string Verdict, string Message, string? Rule)
{
    internal static ReasonLine Of(DecisionReason reason) => new(
        reason.Code,
        reason.Verdict switch
        {
            RefundVerdict.Approved => "approve",
            RefundVerdict.NeedsApproval => "needs_approval",
            _ => "deny",
        },
        reason.Message,
        reason.Rule);
}
