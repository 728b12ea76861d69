using BillingContext;
using BillingContext.Refunds;

namespace HelpdeskWeb.Desk;

/// <summary>A refund or a cancellation that waits for a second person.</summary>
internal sealed record Waiting(string RequestId, long Version, bool IsCancellation, string What, Actor AskedBy, IReadOnlyList<DecisionReason> Needs);
