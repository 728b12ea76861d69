using BillingContext.Payments;

namespace BillingContext.Answers.Internal.Charges;

/// <summary>Looks through a context for everything that may be meant by "charged twice".</summary>
internal static class Examination
{
    private static readonly DataArea[] Needed = [DataArea.Payments, DataArea.Charges, DataArea.Attempts, DataArea.Invoices];

    /// <summary>What it would take to look, and is not there.</summary>
    internal static IReadOnlyList<DataGap> MissingFor(PaymentContext context)
    {
        // A list that was cut before its first entry tells nothing.
        var gaps = context.Missing.Where(gap => Needed.Contains(gap.Area))
            .Select(gap => gap.Reason == DataGapReason.MoreExist && IsEmpty(context, gap.Area) ? new DataGap(gap.Area, DataGapReason.Unavailable) : gap)
            .ToList();
        foreach (var (area, isThere) in ((DataArea, bool)[])[(DataArea.Attempts, context.Attempts is not null), (DataArea.Invoices, context.Invoices is not null)])
        {
            if (!isThere && gaps.TrueForAll(gap => gap.Area != area))
            {
                gaps.Add(new DataGap(area, DataGapReason.Unavailable));
            }
        }

        return gaps;
    }

    private static bool IsEmpty(PaymentContext context, DataArea area) => area switch
    {
        DataArea.Payments or DataArea.Charges => context.Payments.Count == 0,
        DataArea.Invoices => context.Invoices is { Count: 0 },
        _ => false,
    };

    internal static IReadOnlyList<ChargeFinding> Of(PaymentContext context, IReadOnlyList<ChargeLine> lines, ChargeQuestion question)
    {
        var taken = lines.Where(line => line.IsTaken).ToList();
        var paidTwice = InParts.OfInvoices(taken).ToList();
        var done = paidTwice.SelectMany(finding => finding.Payments).ToHashSet();
        var open = taken.Where(line => !done.Contains(line.Id)).ToList();
        List<ChargeFinding> findings =
        [
            .. paidTwice,
            .. Groups.Of(open),
            .. SubscriptionCharges.Of(open.Where(line => line.Invoice?.Subscription is not null)),
        ];
        var tooMany = findings
            .Where(finding => finding.Kind is ChargeFindingKind.Duplicate or ChargeFindingKind.AlreadyRefunded)
            .SelectMany(finding => finding.Payments.Where(id => id != finding.ToKeep))
            .ToHashSet();
        var explained = findings.Where(finding => finding.ToKeep is not null).SelectMany(finding => finding.Payments).ToHashSet();
        findings.AddRange(InParts.OfOrders(open, tooMany));
        var attempts = context.Attempts!.ToLookup(attempt => attempt.Payment);
        findings.AddRange(lines.SelectMany(line => SingleCharges.Of(line, attempts[line.Id], context.AsOf, isExplained: explained.Contains(line.Id))));
        var at = lines.ToDictionary(line => line.Id, line => line);
        return
        [
            .. findings
                .Select(finding => finding with { IsAskedAbout = IsMeant(question, finding.Payments.Select(id => at[id])) })
                .OrderByDescending(finding => finding.IsAskedAbout)
                .ThenByDescending(finding => finding.ToRefund.Count > 0 || finding.Question is not null)
                .ThenByDescending(finding => finding.Payments.Max(id => at[id].At))
                .ThenBy(finding => finding.Kind)
                .ThenBy(finding => finding.Payments[0].Value, StringComparer.Ordinal),
        ];
    }

    /// <summary>The payments that can be compared: those of which it is known whether an invoice asked for them.</summary>
    internal static IReadOnlyList<ChargeLine> LinesOf(PaymentContext context, ChargeQuestion question)
    {
        var invoices = new Dictionary<PaymentId, Invoice>();
        foreach (var invoice in context.Invoices ?? [])
        {
            foreach (var payment in invoice.Payments)
            {
                invoices.TryAdd(payment, invoice);
            }
        }

        // Beyond the oldest invoice that was read, a payment's may simply not be among them.
        var invoicesFrom = context.Missing.Any(gap => gap is { Area: DataArea.Invoices, Reason: DataGapReason.MoreExist })
            ? (context.Invoices ?? []).Min(invoice => invoice.CreatedAt) ?? DateTimeOffset.MinValue
            : DateTimeOffset.MinValue;
        var subscriptions = context.Subscriptions.DistinctBy(subscription => subscription.Id).ToDictionary(subscription => subscription.Id);
        var lines =
            from payment in context.Payments.DistinctBy(payment => payment.Id)
            where payment.Livemode == context.Resolution.Scope.Livemode
            let invoice = invoices.GetValueOrDefault(payment.Id) ?? (payment.Charge is { } charge ? invoices.GetValueOrDefault(new PaymentId(charge.Value)) : null)
            where invoice is not null || payment.CreatedAt >= invoicesFrom
            let subscription = invoice?.Subscription is { } of ? subscriptions.GetValueOrDefault(of) : null
            select new ChargeLine(payment, invoice, subscription, OrderOf(payment, question));
        return Runs.InOrder(lines);
    }

    private static string? OrderOf(Payment payment, ChargeQuestion question) =>
        new[] { payment.OrderReference }
            .Concat(question.OrderReferenceKeys.Select(key => payment.Metadata.GetValueOrDefault(key)))
            .FirstOrDefault(text => !string.IsNullOrWhiteSpace(text))?.Trim();

    /// <summary>Whether one of them fits everything that was said; nobody is asked about if nothing was.</summary>
    private static bool IsMeant(ChargeQuestion question, IEnumerable<ChargeLine> lines) =>
        question is not { Amount: null, Day: null, LastFour: null }
        && lines.Any(line =>
            (question.Amount is not { } amount || amount == line.Amount || amount == line.Payment.Amount || amount == line.Payment.Presented)
            && (question.Day is not { } day || Math.Abs(DateOnly.FromDateTime(line.At.UtcDateTime).DayNumber - day.DayNumber) <= 1)
            && (question.LastFour is not { } four || four == line.Payment.Card?.LastFour || four == line.Payment.Card?.WalletLastFour));
}
