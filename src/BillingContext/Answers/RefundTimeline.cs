using BillingContext.Answers.Internal.Refunds;
using BillingContext.Payments;

namespace BillingContext.Answers;

/// <summary>"Where is my refund?": where one refund is, what has happened, what comes next, and when. Pure: the same facts give the same answer.</summary>
/// <remarks>
/// Stripe's <c>succeeded</c> means sent, not arrived; nobody is told when a bank has posted it. Windows are counted in business days from the
/// day the refund was made; bank holidays are not known. Source: https://docs.stripe.com/refunds and <see cref="ExpectedArrival.Source"/>.
/// </remarks>
public sealed class RefundTimeline
{
    internal RefundTimeline(Refund refund, RefundStage stage, ExpectedArrival? expected, Answer status, Answer next, Answer reference, IReadOnlyList<TimelineStep> steps) =>
        (Refund, Stage, Expected, Status, Next, Reference, Steps) = (refund, stage, expected, status, next, reference, steps);

    /// <summary>The refund.</summary>
    public Refund Refund { get; }

    /// <summary>Where it is.</summary>
    public RefundStage Stage { get; }

    /// <summary>When it should be on the account; null where nobody says, and for what needs no window.</summary>
    public ExpectedArrival? Expected { get; }

    /// <summary>Where it is, to be said.</summary>
    public Answer Status { get; }

    /// <summary>What comes next, or who must do what.</summary>
    public Answer Next { get; }

    /// <summary>The number with which a bank finds it, or why there is none.</summary>
    public Answer Reference { get; }

    /// <summary>What has happened, in order, and then what is still to come.</summary>
    public IReadOnlyList<TimelineStep> Steps { get; }

    /// <summary>Where a refund is.</summary>
    /// <param name="payment">The refunded payment.</param>
    /// <param name="refund">One of its refunds.</param>
    /// <param name="now">The instant it is asked (UTC).</param>
    public static RefundTimeline Of(Payment payment, Refund refund, DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(payment);
        ArgumentNullException.ThrowIfNull(refund);
        return Timeline.Of(payment, refund, now);
    }

    /// <summary>Where all refunds of a payment are, the newest first.</summary>
    public static IReadOnlyList<RefundTimeline> Of(Payment payment, DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(payment);
        return
        [
            .. payment.Refunds
                .OrderByDescending(refund => refund.CreatedAt).ThenBy(refund => refund.Id.Value, StringComparer.Ordinal)
                .Select(refund => Timeline.Of(payment, refund, now)),
        ];
    }

    /// <summary>What all refunds of a payment come to: done or on their way, and what is left. Failed and canceled ones do not count.</summary>
    /// <remarks>Null where neither the charge nor all refunds could be read.</remarks>
    public static Answer? TotalOf(Payment payment)
    {
        ArgumentNullException.ThrowIfNull(payment);
        return Timeline.TotalOf(payment);
    }

    /// <summary>The refund's id and where it is.</summary>
    public override string ToString() => $"{Refund.Id} {Stage}";
}
