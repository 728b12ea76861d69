namespace BillingContext.Refunds;

/// <summary>One reason for a decision. A decision carries all of them, also those that speak for the refund.</summary>
/// <param name="Code">A stable code, such as <c>amount.above_remaining</c>; see docs/errors.md.</param>
/// <param name="Verdict">What this reason alone comes to.</param>
/// <param name="Message">A sentence for the agent. It holds no personal data, but is not written for customers.</param>
/// <param name="Rule">The name of the merchant's rule, if it was one.</param>
public sealed record DecisionReason(string Code, RefundVerdict Verdict, string Message, string? Rule = null);
