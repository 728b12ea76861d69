namespace BillingContext.Answers.Internal.Charges;

/// <summary>Finds charges of the same amount that are to be compared, without comparing each with each.</summary>
internal static class Groups
{
    /// <summary>Findings about charges that come to the same amount. What subscriptions are to each other is left to them.</summary>
    internal static IEnumerable<ChargeFinding> Of(IEnumerable<ChargeLine> lines)
    {
        foreach (var alike in lines.GroupBy(line => line.Amount).Select(InOrder).Where(group => group.Count > 1))
        {
            // First what carries the same order, wherever it stands; of each such group one goes on to be compared with its neighbours.
            var (findings, rest) = SameOrders(alike.Where(line => line.Invoice is null));
            findings.AddRange(Neighbours(rest));
            findings.AddRange(Neighbours([.. alike.Where(line => line.IsInvoicedOnce)]));
            findings.AddRange(Pairs(InOrder(rest.Concat(alike.Where(line => line.Invoice is not null))), (first, second) => first.Source != second.Source));
            foreach (var finding in findings)
            {
                yield return finding;
            }
        }
    }

    /// <summary>The lines of one order or invoice that are not all alike: paid in parts.</summary>
    internal static IEnumerable<ChargeFinding> InParts(IEnumerable<ChargeLine> lines, IReadOnlySet<PaymentId> tooMany) =>
        from order in lines.Where(line => line.Order is not null && line.Invoice is null && !tooMany.Contains(line.Id)).GroupBy(line => (Order: line.Order!.ToUpperInvariant(), line.Amount.Currency))
        let parts = InOrder(order)
        where parts.Select(line => line.Amount).Distinct().Count() > 1
        select new ChargeFinding
        {
            Kind = ChargeFindingKind.SplitShipment,
            Certainty = Certainty.Likely,
            Payments = [.. parts.Select(line => line.Id)],
            Answer = ChargeAnswers.Split(parts),
            Evidence = [ChargeAnswers.SameOrder(parts[0].Order!)],
        };

    /// <summary>The payments of one invoice: more than it came to is too much.</summary>
    internal static IEnumerable<ChargeFinding> OfInvoices(IEnumerable<ChargeLine> lines) =>
        from invoice in lines.Where(line => line.Invoice?.Id is not null).GroupBy(line => line.Invoice!.Id)
        let paid = InOrder(invoice)
        where paid.Count > 1
        let total = paid[0].Invoice!.Total
        let isTooMuch = paid.All(line => line.Amount == paid[0].Amount) && paid[0].Amount.Currency == total.Currency && paid[0].Amount == total
        select isTooMuch
            ? Choice.Of(paid, Certainty.Certain, [ChargeAnswers.SameAmount(total), ChargeAnswers.HasInvoice(paid[0])])
            : new ChargeFinding
            {
                Kind = ChargeFindingKind.SplitShipment,
                Certainty = Certainty.Certain,
                Payments = [.. paid.Select(line => line.Id)],
                Answer = ChargeAnswers.Split(paid),
                Evidence = [ChargeAnswers.HasInvoice(paid[0])],
            };

    private static (List<ChargeFinding> Findings, List<ChargeLine> Others) SameOrders(IEnumerable<ChargeLine> alike)
    {
        var findings = new List<ChargeFinding>();
        var rest = alike.Where(line => line.Order is null).ToList();
        foreach (var order in alike.Where(line => line.Order is not null).GroupBy(line => line.Order, StringComparer.OrdinalIgnoreCase))
        {
            var lines = InOrder(order);
            findings.AddRange(Chains(lines));
            rest.Add(lines[0]);
        }

        return (findings, InOrder(rest));
    }

    /// <summary>Neighbours in time on one card, and neighbours on different cards.</summary>
    private static IEnumerable<ChargeFinding> Neighbours(List<ChargeLine> lines)
    {
        foreach (var card in lines.GroupBy(line => line.Card))
        {
            foreach (var finding in Chains(InOrder(card)))
            {
                yield return finding;
            }
        }

        foreach (var finding in Pairs(lines, (first, second) => first.Card != second.Card))
        {
            yield return finding;
        }
    }

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

    /// <summary>Runs of neighbours that are the same to each other, each as one finding.</summary>
    private static IEnumerable<ChargeFinding> Chains(List<ChargeLine> lines)
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

    private static ChargeFinding Finding(List<ChargeLine> lines, LookAlike alike) => alike.Kind == ChargeFindingKind.Duplicate
        ? Choice.Of(lines, alike.Certainty, alike.Evidence)
        : new ChargeFinding
        {
            Kind = alike.Kind,
            Certainty = alike.Certainty,
            Payments = [.. lines.Select(line => line.Id)],
            Answer = ChargeAnswers.Of(alike.Kind, lines),
            Evidence = alike.Evidence,
            Question = alike.Question,
        };

    /// <summary>In time; the id decides where the second is the same, so that no order of reading changes a finding.</summary>
    internal static List<ChargeLine> InOrder(IEnumerable<ChargeLine> lines) => [.. lines.OrderBy(line => line.At).ThenBy(line => line.Id.Value, StringComparer.Ordinal)];
}
