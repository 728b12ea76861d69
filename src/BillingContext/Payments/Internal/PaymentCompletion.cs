using BillingContext.StripeAdapter;

namespace BillingContext.Payments.Internal;

/// <summary>Reads what does not come with a payment, in a second round trip: disputes, refunds beyond the ten that come with a charge, fraud warnings.</summary>
internal sealed class PaymentCompletion(IStripeAdapter stripe)
{
    internal async Task<IReadOnlyList<Payment>> OfAsync(
        StripeScope scope, IReadOnlyList<Payment> payments, bool fraudWarnings, List<DataGap> gaps, CancellationToken cancellationToken) =>
        payments.All(payment => IsWhole(payment, fraudWarnings))
            ? payments
            : await Task.WhenAll(payments.Select(payment => OfAsync(scope, payment, fraudWarnings, gaps, cancellationToken))).ConfigureAwait(false);

    internal async Task<Payment> OfAsync(StripeScope scope, Payment payment, bool fraudWarnings, List<DataGap> gaps, CancellationToken cancellationToken)
    {
        if (IsWhole(payment, fraudWarnings))
        {
            return payment;
        }

        var disputesRead = payment is { DisputesComplete: false, Charge: { } charge, Refunded: not null }
            ? PartRead.TryAsync(DataArea.Disputes, stripe.ListDisputesAsync(scope, charge, cancellationToken))
            : null;
        var refundsRead = payment is { RefundsComplete: false, Refunds.Count: > 0 }
            ? PartRead.TryAsync(DataArea.Refunds, stripe.ListRefundsAsync(scope, payment.Id, cancellationToken))
            : null;
        var warningsRead = fraudWarnings && MayStillBePrevented(payment)
            ? PartRead.TryAsync(DataArea.FraudWarnings, stripe.ListFraudWarningsAsync(scope, payment.Charge!.Value, cancellationToken))
            : null;

        if (disputesRead is not null)
        {
            var disputes = await disputesRead.ConfigureAwait(false);
            Note(disputes.Gap);
            payment = disputes.Value is { } all ? payment with { Disputes = all, DisputesComplete = true } : payment;
        }

        if (refundsRead is not null)
        {
            var refunds = await refundsRead.ConfigureAwait(false);
            Note(refunds.Gap);
            payment = refunds.Value is { } all ? payment with { Refunds = all, RefundsComplete = true, Refunded = AtLeast(payment.Refunded, all) } : payment;
        }

        if (warningsRead is not null)
        {
            var warnings = await warningsRead.ConfigureAwait(false);
            Note(warnings.Gap);
            payment = payment with { FraudWarnings = warnings.Value };
        }

        return payment;

        void Note(DataGap? gap)
        {
            if (gap is not null)
            {
                lock (gaps)
                {
                    gaps.Add(gap);
                }
            }
        }
    }

    /// <summary>The list was read after the sum: a refund made in between is in the one and not in the other, and must not be missed.</summary>
    private static Money? AtLeast(Money? refunded, IReadOnlyList<Refund> refunds)
    {
        var listed = refunds
            .Where(refund => refund.Status is not (RefundStatus.Failed or RefundStatus.Canceled) && refund.Amount.Currency == refunded?.Currency)
            .Sum(refund => refund.Amount.MinorUnits);
        return refunded is { } sum && listed > sum.MinorUnits ? sum with { MinorUnits = listed } : refunded;
    }

    private static bool IsWhole(Payment payment, bool fraudWarnings) =>
        payment is { RefundsComplete: true, DisputesComplete: true } && !(fraudWarnings && MayStillBePrevented(payment));

    /// <summary>
    /// Whether a warning could still be acted on: https://docs.stripe.com/api/radar/early_fraud_warnings/object#early_fraud_warning_object-actionable.
    /// Banks of cards warn, also of one behind Link; where the way to pay could not be read it may be one.
    /// </summary>
    private static bool MayStillBePrevented(Payment payment) =>
        payment is { Charge: not null, Status: PaymentStatus.Succeeded, IsDisputed: false, MethodType: null or "card" or "card_present" or "link" }
        && payment.Refundable is not { MinorUnits: <= 0 };
}
