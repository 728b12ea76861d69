namespace BillingContext.Answers.Internal.Charges;

/// <summary>Which of several payments for the same thing stays, and which go back.</summary>
internal static class Choice
{
    internal static ChargeFinding Of(IReadOnlyList<ChargeLine> lines, Certainty certainty, IReadOnlyList<Answer> evidence)
    {
        var standing = lines.Where(line => !line.IsReturned).ToList();
        var kept = standing.Where(line => line.Payment.Status == Payments.PaymentStatus.Succeeded).DefaultIfEmpty(standing.FirstOrDefault()).MinBy(Rank);
        var tooMany = standing.Where(line => line != kept && line.MayBeRefunded).Select(line => line.Id).ToList();
        var isSettled = standing.Count <= 1;
        return new ChargeFinding
        {
            Kind = isSettled ? ChargeFindingKind.AlreadyRefunded : ChargeFindingKind.Duplicate,
            Certainty = certainty,
            Payments = [.. lines.Select(line => line.Id)],
            ToRefund = tooMany,
            ToKeep = kept?.Id,
            Answer = isSettled ? ChargeAnswers.AlreadyRefunded(lines) : ChargeAnswers.Duplicate(lines, certainty, tooMany.Count),
            Evidence =
            [
                .. evidence,
                .. lines.Where(line => line.Returned > 0).Select(ChargeAnswers.Returned),
                .. lines.Where(line => line.Payment.IsDisputed).Select(ChargeAnswers.Disputed),
                .. standing.Where(line => line != kept && !line.MayBeRefunded && !line.Payment.IsDisputed && line.Returned == 0).Select(ChargeAnswers.NotKnownEnough),
            ],
        };
    }

    /// <summary>What the order hangs on stays: what carries its reference or invoice, then what is disputed no longer or never, then what was adjusted, then the first.</summary>
    private static (bool, bool, bool, bool, DateTimeOffset, string) Rank(ChargeLine? line) => line is null
        ? default
        : (line.Order is null, line.Invoice is null, line.Payment.IsDisputed, line.Returned == 0, line.At, line.Id.Value);
}
