using BillingContext.Payments;

namespace BillingContext.Answers.Internal.Charges;

/// <summary>What makes one payment look like two on a statement.</summary>
internal static class SingleCharges
{
    private const string Failed = "failed";
    private const string Succeeded = "succeeded";

    /// <summary>How long a bank may go on showing an attempt that took nothing.</summary>
    private static readonly TimeSpan ShownFor = TimeSpan.FromDays(30);

    /// <param name="line">The payment.</param>
    /// <param name="attempts">Its attempts.</param>
    /// <param name="now">When they were read.</param>
    /// <param name="isExplained">Whether the payment is one of several for the same thing, which says more.</param>
    internal static IEnumerable<ChargeFinding> Of(ChargeLine line, IEnumerable<PaymentAttempt> attempts, DateTimeOffset now, bool isExplained)
    {
        attempts = attempts.Where(attempt => now - attempt.CreatedAt < ShownFor).ToList();
        var failed = attempts.Where(attempt => attempt.StripeStatus == Failed).OrderBy(attempt => attempt.CreatedAt).ToList();
        if (failed.Count > 0)
        {
            yield return Finding(ChargeFindingKind.FailedAttempts, line, ChargeAnswers.FailedAttempts(failed), [.. failed.Select(ChargeAnswers.FailedAttempt)]);
        }

        if (line.Payment.Status == PaymentStatus.RequiresCapture)
        {
            yield return Finding(ChargeFindingKind.Hold, line, ChargeAnswers.Hold(line), [ChargeAnswers.NotCaptured(line)]) with { ToRelease = [line.Id] };
        }
        else if (line.Payment.Status == PaymentStatus.Canceled && attempts.Any(attempt => attempt is { StripeStatus: Succeeded, IsCaptured: false }))
        {
            yield return Finding(ChargeFindingKind.Hold, line, ChargeAnswers.ReleasedHold(line), [ChargeAnswers.NotCaptured(line)]);
        }

        if (!isExplained && line.Payment is { Status: PaymentStatus.Succeeded, CaptureBefore: not null })
        {
            yield return Finding(ChargeFindingKind.CapturedHold, line, ChargeAnswers.CapturedHold(line), [ChargeAnswers.HeldFirst(line)]);
        }

        if (!isExplained && line.IsTaken && line.Payment.Presented is { } presented && presented.Currency != line.Payment.Amount.Currency)
        {
            yield return Finding(ChargeFindingKind.CurrencyConversion, line, ChargeAnswers.Converted(line, presented), [ChargeAnswers.Shown(presented)]);
        }
    }

    private static ChargeFinding Finding(ChargeFindingKind kind, ChargeLine line, Answer answer, IReadOnlyList<Answer> evidence) => new()
    {
        Kind = kind,
        Certainty = Certainty.Certain,
        Payments = [line.Id],
        Answer = answer,
        Evidence = evidence,
    };
}
