namespace BillingContext.Payments.Internal;

/// <summary>The part of a richer context that somebody asked for: as if only that had been read.</summary>
internal static class ContextPart
{
    internal static PaymentContext Of(PaymentContext context, ContextKey read, ContextKey asked)
    {
        if (read == asked)
        {
            return context;
        }

        IEnumerable<DataGap> missing = context.Missing;
        if (!asked.Attempts)
        {
            missing = missing.Where(gap => gap.Area != DataArea.Attempts);
        }

        if (read.Invoices && !asked.Invoices)
        {
            // The invoices of subscriptions come with those, and are missing with or without the list.
            var lacking = context.Subscriptions.Any(subscription => subscription is { LatestInvoice: null, LatestInvoiceId: not null });
            missing = missing.Where(gap => gap.Area != DataArea.Invoices || (lacking && gap.Reason == DataGapReason.PermissionMissing));
        }

        var payments = context.Payments;
        if (read.FraudWarnings && !asked.FraudWarnings)
        {
            missing = missing.Where(gap => gap.Area != DataArea.FraudWarnings);
            payments = [.. payments.Select(payment => payment.FraudWarnings is null ? payment : payment with { FraudWarnings = null })];
        }

        if (payments.Count > asked.Payments)
        {
            payments = [.. payments.Take(asked.Payments)];
            missing = missing.Append(new DataGap(DataArea.Payments, DataGapReason.MoreExist));
        }

        return context with
        {
            Payments = payments,
            Attempts = asked.Attempts ? context.Attempts : null,
            Invoices = asked.Invoices ? context.Invoices : null,
            Missing = [.. missing.Distinct()],
        };
    }
}
