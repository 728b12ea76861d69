using BillingContext.Payments;

namespace BillingContext.Answers.Internal.Refunds;

/// <summary>Puts a refund's timeline together.</summary>
internal static class Timeline
{
    internal static RefundTimeline Of(Payment payment, Refund refund, DateTimeOffset now)
    {
        var expected = ExpectedArrival.For(refund, payment.MethodType);
        var stage = StageOf(refund, expected, now);
        var reference = RefundAnswers.Reference(refund, payment.MethodType, stage);
        return new RefundTimeline(
            refund,
            stage,
            stage is RefundStage.Sent or RefundStage.Pending or RefundStage.Overdue ? expected : null,
            RefundAnswers.Status(refund, stage, expected),
            RefundAnswers.Next(refund, stage, expected),
            reference,
            Steps(payment, refund, stage, expected, reference));
    }

    internal static Answer? TotalOf(Payment payment)
    {
        var counting = payment.Refunds.Where(refund => refund.Status is not (RefundStatus.Failed or RefundStatus.Canceled) && refund.Amount.Currency == payment.Captured.Currency).ToList();
        if (payment.Refunded is null && !payment.RefundsComplete)
        {
            return null;
        }

        // The charge may know of refunds that are not listed, and the list of one that is younger than the charge was read.
        var total = Math.Max(payment.Refunded?.MinorUnits ?? 0, counting.Aggregate(0L, (sum, refund) => checked(sum + refund.Amount.MinorUnits)));
        return RefundAnswers.Total(payment.Captured with { MinorUnits = total }, payment.Captured with { MinorUnits = Math.Max(0, payment.Captured.MinorUnits - total) }, counting.Count);
    }

    private static RefundStage StageOf(Refund refund, ExpectedArrival? expected, DateTimeOffset now) => refund.Status switch
    {
        RefundStatus.Pending => RefundStage.Pending,
        RefundStatus.RequiresAction => RefundStage.ActionRequired,
        RefundStatus.Failed => RefundStage.Failed,
        RefundStatus.Canceled => RefundStage.Canceled,
        RefundStatus.Succeeded when refund.Kind == RefundKind.Reversal => RefundStage.Reversed,
        RefundStatus.Succeeded when expected is not null && DateOnly.FromDateTime(now.UtcDateTime) > expected.Latest => RefundStage.Overdue,
        RefundStatus.Succeeded => RefundStage.Sent,
        _ => RefundStage.Unknown,
    };

    private static List<TimelineStep> Steps(Payment payment, Refund refund, RefundStage stage, ExpectedArrival? expected, Answer reference)
    {
        List<TimelineStep> steps = [new(RefundAnswers.Made(refund), true, refund.CreatedAt)];
        switch (stage)
        {
            case RefundStage.Failed or RefundStage.Canceled or RefundStage.Unknown or RefundStage.ActionRequired:
                steps.Add(new(RefundAnswers.Status(refund, stage, expected), IsDone: stage is RefundStage.Failed or RefundStage.Canceled));
                return steps;
            case RefundStage.Pending:
                steps.Add(new(RefundAnswers.ToBeSent(refund), IsDone: false));
                break;
            default:
                steps.Add(new(RefundAnswers.Sent(refund), IsDone: true));
                break;
        }

        steps.Add(new(reference, refund.Reference?.Value is not null));
        if (stage != RefundStage.Reversed)
        {
            steps.Add(new(RefundAnswers.ToArrive(expected), IsDone: false));
        }

        if (ShownOf(payment, refund) is { } shown)
        {
            steps.Add(new(RefundAnswers.Shown(refund, shown), IsDone: false));
        }
        else if (payment.Presented is { } presented && presented.Currency != refund.Amount.Currency)
        {
            steps.Add(new(RefundAnswers.InOtherCurrency(presented.Currency), IsDone: false));
        }

        return steps;
    }

    /// <summary>How much it is in the currency that the customer paid in. Of a part, only the refund itself can tell.</summary>
    private static Money? ShownOf(Payment payment, Refund refund)
    {
        var isAll = refund.Amount == payment.Captured && payment.Captured == payment.Amount;
        var shown = refund.Presented ?? (isAll ? payment.Presented : null);
        return shown?.Currency == refund.Amount.Currency ? null : shown;
    }
}
