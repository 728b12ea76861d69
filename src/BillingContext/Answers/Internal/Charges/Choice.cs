namespace BillingContext.Answers.Internal.Charges;

/// <summary>Which of several payments for the same thing stays, and which go back.</summary>
internal static class Choice
{
    internal static ChargeFinding Of(IReadOnlyList<ChargeLine> lines, Certainty certainty, IReadOnlyList<Answer> evidence)
    {
        var standing = lines.Where(line => !line.IsReturned).ToList();
        var kept = Kept(lines);
        var disputed = lines.FirstOrDefault(line => line.IsTheBanks);

        // The bank may give back what was too much, whichever of them was disputed.
        var tooMany = disputed is null ? standing.Where(line => line != kept && line.MayBeRefunded).Select(line => line.Id).ToList() : [];
        var isSettled = standing.Count <= 1;
        return new ChargeFinding
        {
            Kind = isSettled ? ChargeFindingKind.AlreadyRefunded : ChargeFindingKind.Duplicate,
            Certainty = certainty,
            Payments = [.. lines.Select(line => line.Id)],
            ToRefund = tooMany,
            ToKeep = kept?.Id,
            Answer = isSettled ? ChargeAnswers.AlreadyRefunded(lines)
                : disputed is not null ? ChargeAnswers.DuplicateInDispute(lines, disputed)
                : ChargeAnswers.Duplicate(lines, certainty, tooMany.Count),
            Evidence =
            [
                .. evidence,
                .. lines.Where(line => line.Returned > 0).Select(ChargeAnswers.Returned),
                .. lines.Where(line => line.Payment.IsDisputed || line.Payment.Disputes.Count > 0).Select(ChargeAnswers.Disputed),
                .. standing.Where(line => line != kept && disputed is null && !line.MayBeRefunded && !line.Payment.IsDisputed && line.Returned == 0).Select(ChargeAnswers.NotKnownEnough),
            ],
        };
    }

    /// <summary>The one that stays: the first if none stands any more.</summary>
    internal static ChargeLine Representative(IReadOnlyList<ChargeLine> lines) => Kept(lines) ?? lines[0];

    private static ChargeLine? Kept(IReadOnlyList<ChargeLine> lines)
    {
        var standing = lines.Where(line => !line.IsReturned).ToList();
        return standing.Where(line => line.Payment.Status == Payments.PaymentStatus.Succeeded).DefaultIfEmpty(standing.FirstOrDefault()).MinBy(Rank);
    }

    /// <summary>What the order hangs on stays: what carries its reference or invoice, then what is disputed no longer or never, then what was adjusted, then the first.</summary>
    private static (bool, bool, bool, bool, DateTimeOffset, string) Rank(ChargeLine? line) => line is null
        ? default
        : (line.Order is null, line.Invoice is null, line.Payment.IsDisputed || line.Payment.Disputes.Count > 0, line.Returned == 0, line.At, line.Id.Value);
}
