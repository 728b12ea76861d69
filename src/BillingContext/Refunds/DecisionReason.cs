using BillingContext.Customers;

namespace BillingContext.Refunds;

/// <summary>One reason for a decision. A decision carries all of them, also those that speak for it.</summary>
/// <param name="Code">A stable code, such as <c>amount.above_remaining</c>; see docs/errors.md.</param>
/// <param name="Verdict">What this reason alone comes to.</param>
/// <param name="Message">A sentence for the agent. It holds no personal data, but is not written for customers.</param>
/// <param name="Rule">The name of the merchant's rule, if it was one.</param>
public sealed record DecisionReason(string Code, RefundVerdict Verdict, string Message, string? Rule = null)
{
    /// <summary>When this reason alone stands no longer (UTC), if time alone ends it: a limit frees. Null where that is not known, or never.</summary>
    public DateTimeOffset? Until { get; init; }

    /// <summary>What speaks against doing anything for who asks; null if it is sure enough who that is.</summary>
    internal static DecisionReason? OfIdentity(ResolutionStatus identity, bool isConfirmedByActor) => identity switch
    {
        ResolutionStatus.Verified => null,
        ResolutionStatus.Confirmed when isConfirmedByActor => null,
        ResolutionStatus.Confirmed => Denied(
            "identity.confirmed_by_other", "The customer was confirmed by somebody else; a confirmation holds only for the person who gave it."),
        ResolutionStatus.Unverified => Denied(
            "identity.unverified", "Only an e-mail address ties the ticket to this customer. Confirm the person first."),
        _ => Nobody,
    };

    /// <summary>Nobody in particular asks.</summary>
    internal static DecisionReason Nobody { get; } = Denied("identity.not_resolved", "It is not known who is asking.");

    /// <summary>Somebody stopped the merchant's money.</summary>
    internal static DecisionReason Stopped(MerchantStop stop) => Denied(
        "merchant.stopped",
        $"{stop.By} stopped {(stop.What == StoppedActions.Automatic ? "what is not asked for or approved by a person" : "everything")}"
        + $"{(stop.Note is { } note ? $" ({note})" : "")}. A person must let it go on.");

    private static DecisionReason Denied(string code, string message) => new(code, RefundVerdict.Denied, message);
}
