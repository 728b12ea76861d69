using BillingContext.Refunds;
using BillingContext.Subscriptions;

namespace BillingContext.Audit.Internal;

/// <summary>Gathers lines by request. What is declined says nothing of a request that was approved under the same id: it is never a request's state.</summary>
internal sealed class AuditTally(StripeScope scope)
{
    private readonly Dictionary<string, AuditTrail> refunds = new(StringComparer.Ordinal);
    private readonly Dictionary<string, AuditTrail> cancellations = new(StringComparer.Ordinal);
    private readonly HashSet<StripeScope> others = [];

    internal StripeScope Scope { get; } = scope;

    internal long Last { get; private set; }

    internal IReadOnlyList<StripeScope> OtherScopes => [.. others.OrderBy(other => other.ToString(), StringComparer.Ordinal)];

    internal void Take(AuditEntry entry)
    {
        if (entry.Scope.Merchant != Scope.Merchant)
        {
            return;
        }

        Last = Math.Max(Last, entry.Sequence);
        if (entry.Scope != Scope)
        {
            others.Add(entry.Scope);
            return;
        }

        var trails = entry.Action switch
        {
            AuditActions.RefundRecorded or AuditActions.RefundOutcome or AuditActions.RefundResumed or AuditActions.RefundStatusChanged => refunds,
            AuditActions.CancellationRecorded or AuditActions.CancellationOutcome or AuditActions.CancellationResumed or AuditActions.CancellationRefund => cancellations,
            AuditActions.ApprovalGiven => entry.Subscription is null ? refunds : cancellations,
            _ => null,
        };
        if (trails is not null && entry.RequestId is { } request)
        {
            (trails.TryGetValue(request, out var known) ? known : trails[request] = new AuditTrail()).Take(entry);
        }
    }

    internal IReadOnlyList<AuditedRefund> Refunds(DateTimeOffset from, DateTimeOffset until)
    {
        var cancellationOf = cancellations.Keys.ToDictionary(CancellationIntent.RefundRequestIdOf, StringComparer.Ordinal);
        var due = cancellations.Where(one => IsDue(one.Key, one.Value)).Select(one => Of(CancellationIntent.RefundRequestIdOf(one.Key), one.Value));
        return
        [
            .. refunds.Select(one => Of(one.Key, one.Value)).Concat(due.Select(refund => refund with { State = RefundState.Unknown, Refund = null }))
                .Where(refund => refund.At >= from && refund.At < until)
                .Select(refund => refund with { Cancellation = cancellationOf.GetValueOrDefault(refund.RequestId) })
                .OrderBy(refund => refund.At).ThenBy(refund => refund.RequestId, StringComparer.Ordinal),
        ];
    }

    internal IReadOnlyList<AuditedCancellation> Cancellations(DateTimeOffset from, DateTimeOffset until) =>
    [
        .. cancellations.Where(one => one.Value.Begun.At >= from && one.Value.Begun.At < until).Select(one => Of(one.Key, one.Value, refunds.GetValueOrDefault(CancellationIntent.RefundRequestIdOf(one.Key))))
            .OrderBy(cancellation => cancellation.At).ThenBy(cancellation => cancellation.RequestId, StringComparer.Ordinal),
    ];

    /// <summary>Whether a cancellation happened, and its refund, which nobody asked for yet, is still to come.</summary>
    private bool IsDue(string request, AuditTrail cancellation) =>
        cancellation.Latest is
        {
            Cancellation: CancellationState.Canceled or CancellationState.Scheduled or CancellationState.Resumed,
            Amount: not null,
            State: null or RefundState.InProgress or RefundState.Unknown or RefundState.NeedsHuman,
        }
        && !refunds.ContainsKey(CancellationIntent.RefundRequestIdOf(request));

    private static AuditedRefund Of(string request, AuditTrail trail) => new()
    {
        RequestId = request,
        At = trail.Begun.At,
        Actor = trail.Begun.Actor,
        ApprovedBy = trail.ApprovedBy,
        Ticket = trail.Begun.Ticket,
        Customer = trail.Begun.Customer,
        Payment = trail.Begun.Payment,
        Amount = trail.Latest.Amount ?? trail.Begun.Amount ?? default,
        State = trail.Latest.State ?? RefundState.Unknown,
        LastHeardAt = trail.Latest.At,
        Refund = trail.Latest.Refund,
        Rules = trail.Rules,
        PolicyVersion = trail.Begun.PolicyVersion,
    };

    private static AuditedCancellation Of(string request, AuditTrail trail, AuditTrail? refund) => new()
    {
        RequestId = request,
        At = trail.Begun.At,
        Actor = trail.Begun.Actor,
        ApprovedBy = trail.ApprovedBy,
        Ticket = trail.Begun.Ticket,
        Customer = trail.Begun.Customer,
        Subscription = trail.Begun.Subscription,
        Kind = trail.Begun.CancellationKind,
        State = trail.Latest.Cancellation ?? CancellationState.Unknown,
        LastHeardAt = trail.Latest.At,
        Refund = refund?.Latest.State ?? trail.Latest.State,
    };
}
