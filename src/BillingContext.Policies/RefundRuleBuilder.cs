using BillingContext.Customers;
using BillingContext.Policies.Internal;
using BillingContext.Refunds;

namespace BillingContext.Policies;

/// <summary>The conditions of one rule. All must be met.</summary>
/// <remarks>Amounts are given per currency: a payment in a currency without one makes the rule undecidable, never met.</remarks>
public sealed class RefundRuleBuilder
{
    private readonly ConditionList conditions;

    internal RefundRuleBuilder(ConditionList conditions) => this.conditions = conditions;

    /// <summary>What is asked back is this or less.</summary>
    public RefundRuleBuilder AmountAtMost(params ReadOnlySpan<Money> limits) => Limits(Fact.Amount, Operator.AtMost, limits);

    /// <summary>What is asked back is less than this.</summary>
    public RefundRuleBuilder AmountBelow(params ReadOnlySpan<Money> limits) => Limits(Fact.Amount, Operator.Below, limits);

    /// <summary>What is asked back is this or more.</summary>
    public RefundRuleBuilder AmountAtLeast(params ReadOnlySpan<Money> limits) => Limits(Fact.Amount, Operator.AtLeast, limits);

    /// <summary>What is asked back is more than this.</summary>
    public RefundRuleBuilder AmountAbove(params ReadOnlySpan<Money> limits) => Limits(Fact.Amount, Operator.Above, limits);

    /// <summary>What is asked back, with all earlier refunds of the payment, is this or less: splitting a refund gains nothing.</summary>
    public RefundRuleBuilder TotalAtMost(params ReadOnlySpan<Money> limits) => Limits(Fact.Total, Operator.AtMost, limits);

    /// <summary>What is asked back, with all earlier refunds of the payment, is less than this.</summary>
    public RefundRuleBuilder TotalBelow(params ReadOnlySpan<Money> limits) => Limits(Fact.Total, Operator.Below, limits);

    /// <summary>What is asked back, with all earlier refunds of the payment, is this or more.</summary>
    public RefundRuleBuilder TotalAtLeast(params ReadOnlySpan<Money> limits) => Limits(Fact.Total, Operator.AtLeast, limits);

    /// <summary>What is asked back, with all earlier refunds of the payment, is more than this.</summary>
    public RefundRuleBuilder TotalAbove(params ReadOnlySpan<Money> limits) => Limits(Fact.Total, Operator.Above, limits);

    /// <summary>Paid at most so many calendar days ago. The day of payment is day 0: paid on 1 June, 30 days last through 1 July.</summary>
    public RefundRuleBuilder WithinDays(int days) => Number(Fact.Age, Operator.AtMost, days);

    /// <summary>Paid more than so many calendar days ago: exactly when <see cref="WithinDays"/> is not met.</summary>
    public RefundRuleBuilder OlderThanDays(int days) => Number(Fact.Age, Operator.Above, days);

    /// <summary>The payment has at most so many earlier refunds.</summary>
    public RefundRuleBuilder EarlierRefundsAtMost(int count) => Number(Fact.EarlierRefunds, Operator.AtMost, count);

    /// <summary>The payment has more than so many earlier refunds.</summary>
    public RefundRuleBuilder EarlierRefundsAbove(int count) => Number(Fact.EarlierRefunds, Operator.Above, count);

    /// <summary>All that is left of the payment is asked back.</summary>
    public RefundRuleBuilder Full() => OneOf(Fact.Share, [1]);

    /// <summary>Less than what is left of the payment is asked back.</summary>
    public RefundRuleBuilder Partial() => OneOf(Fact.Share, [0]);

    /// <summary>The refund's reason is one of these.</summary>
    public RefundRuleBuilder ReasonIs(params ReadOnlySpan<RefundReason> reasons) => OneOf(Fact.Reason, Values(reasons));

    /// <summary>Asked for by one of these.</summary>
    public RefundRuleBuilder ActorIs(params ReadOnlySpan<ActorKind> actors) => OneOf(Fact.Actor, Values(actors));

    /// <summary>The customer is known in one of these ways.</summary>
    public RefundRuleBuilder IdentityIs(params ReadOnlySpan<ResolutionStatus> identities) => OneOf(Fact.Identity, Values(identities));

    /// <summary>Paid by one of these, in Stripe's words: <c>card</c>, <c>sepa_debit</c>.</summary>
    public RefundRuleBuilder PaymentMethodIs(params ReadOnlySpan<string> methods)
    {
        conditions.Methods([.. methods.ToArray().Select(method => method ?? "")]);
        return this;
    }

    private RefundRuleBuilder Limits(Fact fact, Operator comparison, ReadOnlySpan<Money> limits)
    {
        conditions.Limits(fact, comparison, limits);
        return this;
    }

    private RefundRuleBuilder Number(Fact fact, Operator comparison, int number)
    {
        conditions.Number(fact, comparison, number);
        return this;
    }

    private RefundRuleBuilder OneOf(Fact fact, IEnumerable<int> values)
    {
        conditions.OneOf(fact, values);
        return this;
    }

    private static int[] Values<T>(ReadOnlySpan<T> values)
        where T : struct, Enum => [.. values.ToArray().Select(value => Convert.ToInt32(value, null))];
}
