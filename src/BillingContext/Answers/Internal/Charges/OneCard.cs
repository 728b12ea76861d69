namespace BillingContext.Answers.Internal.Charges;

/// <summary>Charges of one amount on one card that no invoice asked for: what happened within minutes, then within a day, then next to each other.</summary>
internal static class OneCard
{
    /// <param name="lines">The charges, in time.</param>
    /// <param name="twins">What was told as a twin within its order, and what stands for it.</param>
    internal static IEnumerable<ChargeFinding> Of(List<ChargeLine> lines, IReadOnlyDictionary<PaymentId, ChargeLine> twins)
    {
        List<ChargeFinding> findings = [];
        List<ChargeLine> minutes = [.. Runs.Of(lines, Runs.DoubleClick).SelectMany(run => WithinMinutes(run, twins, findings))];
        List<ChargeLine> days = [.. minutes.Where(line => line.Order is not null)];
        foreach (var day in minutes.Where(line => line.Order is null).GroupBy(line => line.Description).SelectMany(same => Runs.Of(Runs.InOrder(same), Runs.SameDay)))
        {
            if (day.Count > 1)
            {
                findings.Add(Groups.Unclear(day, ChargeAnswers.TwoOrders(day[^1])));
            }

            days.Add(Choice.Representative(day));
        }

        return [.. findings, .. Groups.Chains(Runs.InOrder(days))];
    }

    /// <returns>What goes on to be compared with what lies further away.</returns>
    private static List<ChargeLine> WithinMinutes(List<ChargeLine> run, IReadOnlyDictionary<PaymentId, ChargeLine> twins, List<ChargeFinding> findings)
    {
        // A twin is told already; where what stands for it is far away, it stands for itself, but does not make a duplicate.
        var here = run.Select(line => line.Id).ToHashSet();
        var told = run.Where(line => !twins.TryGetValue(line.Id, out var stays) || !here.Contains(stays.Id)).ToList();
        if (told.Count == 1 || Sameness.AreApart(told) || IsOfOneOrder(told))
        {
            return told;
        }

        if (IsOneClick(told) && Sameness.AreAlike(told) && !told.Exists(line => twins.ContainsKey(line.Id)))
        {
            findings.Add(Groups.Duplicate(told, Certainty.Likely));
            return [Choice.Representative(told)];
        }

        List<ChargeLine> left = [.. told.Where(line => line.Order is not null)];
        foreach (var same in Sameness.ByWhatTheyCarry(told.Where(line => line.Order is null)).SelectMany(same => Runs.Of(same, Runs.DoubleClick)))
        {
            var isDuplicate = same.Count > 1 && same.Count < told.Count && IsOneClick(same);
            if (isDuplicate)
            {
                findings.Add(Groups.Duplicate(same, Certainty.Likely));
            }

            left.AddRange(isDuplicate ? [Choice.Representative(same)] : same);
        }

        left = Runs.InOrder(left);
        if (left.Count == 1 || Sameness.AreApart(left))
        {
            return left;
        }

        findings.Add(Groups.Unclear(left, ChargeAnswers.TwoOrders(left[^1])));
        return [Choice.Representative(left)];
    }

    private static bool IsOneClick(List<ChargeLine> lines) => lines[0].Card is not null && Runs.MayBeOneClick(lines);

    private static bool IsOfOneOrder(List<ChargeLine> lines) => lines.TrueForAll(line => line.Order is not null) && Sameness.Orders(lines) == 1;
}
