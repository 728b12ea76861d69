namespace BillingContext.Answers.Internal.Charges;

/// <summary>Finds charges of the same amount that are to be compared, without comparing each with each.</summary>
internal static class Groups
{
    /// <summary>Findings about charges that come to the same amount. What subscriptions are to each other is left to them.</summary>
    internal static IEnumerable<ChargeFinding> Of(IEnumerable<ChargeLine> lines)
    {
        foreach (var alike in lines.GroupBy(line => line.Amount).Select(Runs.InOrder).Where(group => group.Count > 1))
        {
            // First what carries the same order, wherever it stands; of twins one goes on to be compared with its neighbours.
            var bought = alike.Where(line => line.Invoice is null).ToList();
            var twins = new Dictionary<PaymentId, ChargeLine>();
            var orders = bought.Where(line => line.Order is not null).GroupBy(line => line.Order!, StringComparer.OrdinalIgnoreCase);
            List<ChargeFinding> findings = [.. orders.SelectMany(order => OneOrder.Of(Runs.InOrder(order), twins))];
            findings.AddRange(bought.GroupBy(line => line.Card).SelectMany(card => OneCard.Of(Runs.InOrder(card), twins)));
            var rest = bought.Where(line => !twins.ContainsKey(line.Id)).ToList();
            findings.AddRange(Pairs(rest, (first, second) => first.Card != second.Card));
            var invoiced = alike.Where(line => line.IsInvoicedOnce).ToList();
            findings.AddRange(invoiced.GroupBy(line => line.Card).SelectMany(card => Chains(Runs.InOrder(card))));
            findings.AddRange(Pairs(invoiced, (first, second) => first.Card != second.Card));
            findings.AddRange(Pairs(Runs.InOrder(rest.Concat(alike.Where(line => line.Invoice is not null))), (first, second) => first.Source != second.Source));
            foreach (var finding in findings)
            {
                yield return finding;
            }
        }
    }

    /// <summary>Runs of neighbours that are the same to each other, each as one finding.</summary>
    internal static IEnumerable<ChargeFinding> Chains(List<ChargeLine> lines)
    {
        List<ChargeLine> chain = [];
        LookAlike? link = null;
        for (var i = 1; i < lines.Count; i++)
        {
            var next = Comparison.Of(lines[i - 1], lines[i]);
            if (link is not null && next?.Kind != link.Kind)
            {
                yield return Finding(chain, link);
                link = null;
            }

            if (next is null)
            {
                continue;
            }

            if (link is null)
            {
                (chain, link) = ([lines[i - 1]], next);
            }

            chain.Add(lines[i]);
            link = next.Certainty < link.Certainty ? next : link;
        }

        if (link is not null)
        {
            yield return Finding(chain, link);
        }
    }

    internal static ChargeFinding Duplicate(List<ChargeLine> lines, Certainty certainty) =>
        Choice.Of(lines, certainty, Comparison.EvidenceOf(lines[0], lines[^1]));

    internal static ChargeFinding Unclear(List<ChargeLine> lines, Answer question) =>
        Finding(lines, new LookAlike(ChargeFindingKind.Unclear, Certainty.Unsure, Comparison.EvidenceOf(lines[0], lines[^1]), question));

    /// <summary>Neighbours that differ in something.</summary>
    private static IEnumerable<ChargeFinding> Pairs(List<ChargeLine> lines, Func<ChargeLine, ChargeLine, bool> differ)
    {
        for (var i = 1; i < lines.Count; i++)
        {
            if (differ(lines[i - 1], lines[i]) && Comparison.Of(lines[i - 1], lines[i]) is { } alike)
            {
                yield return Finding([lines[i - 1], lines[i]], alike);
            }
        }
    }

    private static ChargeFinding Finding(List<ChargeLine> lines, LookAlike alike) => new()
    {
        Kind = alike.Kind,
        Certainty = alike.Certainty,
        Payments = [.. lines.Select(line => line.Id)],
        Answer = ChargeAnswers.Of(alike.Kind, lines),
        Evidence = alike.Evidence,
        Question = alike.Question,
    };
}
