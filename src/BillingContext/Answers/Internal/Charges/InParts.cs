namespace BillingContext.Answers.Internal.Charges;

/// <summary>One order or one invoice, paid with more than one payment.</summary>
internal static class InParts
{
    /// <summary>The lines of one order that are not all alike: paid in parts.</summary>
    internal static IEnumerable<ChargeFinding> OfOrders(IEnumerable<ChargeLine> lines, IReadOnlySet<PaymentId> tooMany) =>
        from order in lines.Where(line => line.Order is not null && line.Invoice is null && !tooMany.Contains(line.Id)).GroupBy(line => (Order: line.Order!.ToUpperInvariant(), line.Amount.Currency))
        let parts = Runs.InOrder(order)
        where parts.Select(line => line.Amount).Distinct().Count() > 1
        select Split(parts, Certainty.Likely, ChargeAnswers.SameOrder(parts[0].Order!), parts[0].Order!);

    /// <summary>The payments of one invoice: more than it came to is too much.</summary>
    internal static IEnumerable<ChargeFinding> OfInvoices(IEnumerable<ChargeLine> lines) =>
        from invoice in lines.Where(line => line.Invoice?.Id is not null).GroupBy(line => line.Invoice!.Id)
        let paid = Runs.InOrder(invoice)
        where paid.Count > 1
        select OfInvoice(paid, paid[0].Invoice!);

    private static ChargeFinding OfInvoice(List<ChargeLine> paid, Payments.Invoice invoice)
    {
        var evidence = ChargeAnswers.HasInvoice(paid[0]);
        if (paid.TrueForAll(line => line.Amount == invoice.Total) && Sameness.Orders(paid) <= 1)
        {
            return Choice.Of(paid, Certainty.Certain, [ChargeAnswers.SameAmount(invoice.Total), evidence]);
        }

        var number = invoice.Number ?? invoice.Id!.Value.Value;
        if (SumOf(paid, line => line.Amount.MinorUnits) is not { } sum || sum.Currency != invoice.Total.Currency || sum <= invoice.Total)
        {
            return Split(paid, Certainty.Certain, evidence, number, invoice.Total.Currency);
        }

        var isMadeGood = SumOf(paid, line => line.Returned) is { } back && sum.MinorUnits - back.MinorUnits <= invoice.Total.MinorUnits;
        return new ChargeFinding
        {
            // Which of them was too much, the invoice does not say.
            Kind = isMadeGood ? ChargeFindingKind.AlreadyRefunded : ChargeFindingKind.Unclear,
            Certainty = isMadeGood ? Certainty.Certain : Certainty.Unsure,
            Payments = [.. paid.Select(line => line.Id)],
            Answer = isMadeGood ? ChargeAnswers.AlreadyRefunded(paid) : ChargeAnswers.Overpaid(paid.Count, number, sum, invoice.Total),
            Evidence = [evidence, .. paid.Where(line => line.Returned > 0).Select(ChargeAnswers.Returned)],
            Question = isMadeGood ? null : ChargeAnswers.WhichIsTooMuch(number),
        };
    }

    /// <summary>Parts that cannot be added up are asked about instead.</summary>
    private static ChargeFinding Split(List<ChargeLine> parts, Certainty certainty, Answer evidence, string name, CurrencyCode? expected = null)
    {
        var total = SumOf(parts, line => line.Amount.MinorUnits) is { } added && (expected ?? added.Currency) == added.Currency ? added : (Money?)null;
        return new ChargeFinding
        {
            Kind = total is null ? ChargeFindingKind.Unclear : ChargeFindingKind.SplitShipment,
            Certainty = total is null ? Certainty.Unsure : certainty,
            Payments = [.. parts.Select(line => line.Id)],
            Answer = total is { } sum ? ChargeAnswers.Split(parts, sum) : ChargeAnswers.Of(ChargeFindingKind.Unclear, parts),
            Evidence = [evidence],
            Question = total is null ? ChargeAnswers.PaidInParts(name) : null,
        };
    }

    /// <summary>Null if they are not of one currency, or more than an amount can hold.</summary>
    private static Money? SumOf(List<ChargeLine> lines, Func<ChargeLine, long> amountOf)
    {
        var sum = lines.Aggregate((Int128)0, (sum, line) => sum + amountOf(line));
        return sum <= long.MaxValue && lines.TrueForAll(line => line.Amount.Currency == lines[0].Amount.Currency) ? new Money((long)sum, lines[0].Amount.Currency) : null;
    }
}
