using BillingContext.Refunds;

namespace BillingContext.Policies.Internal;

/// <summary>A rule: its verdict, and which predicates must all hold.</summary>
internal readonly record struct CompiledRule(string Name, RefundVerdict Verdict, int Start, int Count);
