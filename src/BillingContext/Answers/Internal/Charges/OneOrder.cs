namespace BillingContext.Answers.Internal.Charges;

/// <summary>Charges of one amount for one order, wherever they stand and on whichever card.</summary>
internal static class OneOrder
{
    /// <param name="lines">The charges, in time.</param>
    /// <param name="twins">Takes, for what is told as a twin, the charge that is compared with others in its place.</param>
    internal static IEnumerable<ChargeFinding> Of(List<ChargeLine> lines, Dictionary<PaymentId, ChargeLine> twins)
    {
        foreach (var epoch in Runs.Of(lines, Runs.LongestMemory))
        {
            List<ChargeLine> left = [];
            foreach (var group in Runs.Of(epoch, Runs.SameDay).SelectMany(Alike))
            {
                var stays = Choice.Representative(group);
                left.Add(stays);
                if (group.Count > 1)
                {
                    yield return Groups.Duplicate(group, Certainty.Certain);
                }

                foreach (var line in group.Where(line => line != stays))
                {
                    twins[line.Id] = stays;
                }
            }

            // Half on each of two cards, one of several parcels, an instalment: the same order twice is not always the same money twice.
            if (left.Count > 1)
            {
                left = Runs.InOrder(left);
                yield return Groups.Unclear(left, ChargeAnswers.PaidInParts(left[0].Order!));
            }
        }
    }

    /// <summary>What may be one mistake: all of a day; else what carries exactly the same, within a day or else within minutes.</summary>
    private static IEnumerable<List<ChargeLine>> Alike(List<ChargeLine> day) => Runs.MayBeOneMistake(day) && Sameness.AreAlike(day)
        ? [day]
        : Sameness.ByWhatTheyCarry(day)
            .SelectMany(same => Runs.Of(same, Runs.SameDay))
            .SelectMany(run => Runs.MayBeOneMistake(run) ? [run] : Runs.Of(run, Runs.DoubleClick))
            .SelectMany(run => Runs.MayBeOneMistake(run) ? [run] : run.Select(line => new List<ChargeLine> { line }));
}
