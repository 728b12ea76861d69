using BillingContext.Policies.Internal;
using BillingContext.Refunds;

namespace BillingContext.Policies;

/// <summary>Writes a policy's rules in C#. Order does not matter: every rule is looked at, and the strictest that holds wins.</summary>
public sealed class RefundPolicyBuilder
{
    private readonly PolicyDraft draft;
    private int rules;

    internal RefundPolicyBuilder(PolicyDraft draft) => this.draft = draft;

    /// <summary>The time zone whose calendar days are counted. Without this call it is UTC.</summary>
    /// <param name="id">An IANA name, such as <c>Europe/Berlin</c>.</param>
    public RefundPolicyBuilder InTimeZone(string id)
    {
        ArgumentNullException.ThrowIfNull(id);
        draft.SetTimeZone(id);
        return this;
    }

    /// <summary>Allows refunds that meet all conditions, unless another rule says otherwise.</summary>
    public RefundPolicyBuilder Approve(string name, Action<RefundRuleBuilder> when) => Add(RefundVerdict.Approved, name, when);

    /// <summary>Asks a person about refunds that meet all conditions.</summary>
    public RefundPolicyBuilder RequireApproval(string name, Action<RefundRuleBuilder> when) => Add(RefundVerdict.NeedsApproval, name, when);

    /// <summary>Forbids refunds that meet all conditions.</summary>
    public RefundPolicyBuilder Deny(string name, Action<RefundRuleBuilder> when) => Add(RefundVerdict.Denied, name, when);

    private RefundPolicyBuilder Add(RefundVerdict verdict, string name, Action<RefundRuleBuilder> when)
    {
        ArgumentNullException.ThrowIfNull(name);
        ArgumentNullException.ThrowIfNull(when);
        var rule = draft.NewRule(rules++);
        rule.SetName(name);
        rule.SetVerdict(verdict);
        when(new RefundRuleBuilder(rule.When));
        draft.Add(rule);
        return this;
    }
}
