using BillingContext.Testing.Internal;
using BillingContext.Testing.Internal.Operations;
using BillingContext.Testing.Internal.Records;

namespace BillingContext.Testing;

/// <summary>Refunds made in the dashboard, and what banks make of refunds.</summary>
public static class RefundSetup
{
    /// <summary>A refund made in the dashboard, and its id.</summary>
    /// <param name="account">The merchant's account.</param>
    /// <param name="payment">The charge or the payment intent.</param>
    /// <param name="amount">All that is left when left out.</param>
    /// <param name="reason"><c>duplicate</c>, <c>fraudulent</c> or <c>requested_by_customer</c>.</param>
    /// <param name="status">What it starts as; what its payment method usually does when left out.</param>
    /// <param name="metadata">The dashboard attaches none.</param>
    /// <exception cref="InvalidOperationException">Stripe would refuse the refund; the message is Stripe's.</exception>
    public static string Refund(
        this SimulatedAccount account,
        string payment,
        long? amount = null,
        string? reason = null,
        string? status = null,
        IReadOnlyDictionary<string, string>? metadata = null)
    {
        ArgumentNullException.ThrowIfNull(account);

        return account.Do((books, now) =>
        {
            var charge = SetupLookup.Charge(books, books.PaymentIntents.Find(payment)?.LatestCharge ?? payment);
            var order = new RefundOrder
            {
                Charge = charge.Id,
                Amount = amount,
                Reason = reason,
                Status = status,
                Metadata = SimulatedAccount.Copy(metadata),
            };
            return RefundOperations.TryCreate(books, order, now, out var refund) is { } refusal
                ? throw new InvalidOperationException(refusal.Message)
                : refund!.Id;
        });
    }

    /// <inheritdoc cref="Refund(SimulatedAccount, string, long?, string?, string?, IReadOnlyDictionary{string, string}?)"/>
    public static string Refund(
        this SimulatedAccount account,
        SimulatedPayment payment,
        long? amount = null,
        string? reason = null,
        string? status = null,
        IReadOnlyDictionary<string, string>? metadata = null)
    {
        ArgumentNullException.ThrowIfNull(payment);

        return account.Refund(payment.ChargeId, amount, reason, status, metadata);
    }

    /// <summary>A refund that was pending or waited for the customer has been sent.</summary>
    public static void CompleteRefund(this SimulatedAccount account, string id)
        => Change(account, id, (books, refund, now) => RefundOperations.Complete(books, refund, now));

    /// <summary>A bank sends a refund back, days later maybe: the money is the merchant's again, and the charge counts as paid.</summary>
    /// <param name="account">The merchant's account.</param>
    /// <param name="id">The refund.</param>
    /// <param name="reason"><c>expired_or_canceled_card</c>, <c>lost_or_stolen_card</c>, <c>declined</c>, <c>unknown</c> …</param>
    public static void FailRefund(this SimulatedAccount account, string id, string reason = "expired_or_canceled_card")
        => Change(account, id, (books, refund, now) => RefundOperations.Fail(books, refund, reason, now));

    /// <summary>What refunds start as from now on; null for what each payment method usually does.</summary>
    public static void SetNextRefundStatus(this SimulatedAccount account, string? status)
        => Set(account, settings => settings.NextStatus = status);

    /// <summary>Whether refunds from now on are reversals: the charge vanishes from the statement, and there is no reference.</summary>
    public static void SetRefundsAsReversals(this SimulatedAccount account, bool value = true)
        => Set(account, settings => settings.AsReversal = value);

    /// <summary>How long after a card refund its reference number appears; three days unless set.</summary>
    public static void SetRefundReferenceDelay(this SimulatedAccount account, TimeSpan delay)
        => Set(account, settings => settings.ReferenceDelay = delay);

    /// <summary>What is there to refund from. A refund beyond it waits (cards) or fails (the rest); null for no limit.</summary>
    /// <remarks>Refunds that waited are sent as far as the money goes, oldest first.</remarks>
    public static void SetAvailableBalance(this SimulatedAccount account, long? amount)
    {
        ArgumentNullException.ThrowIfNull(account);

        account.Do((books, now) => RefundBalance.Set(books, amount, now));
    }

    /// <summary>Refunds over the API above this amount wait for a second person; null for none.</summary>
    public static void RequireApprovalAbove(this SimulatedAccount account, long? amount)
        => Set(account, settings => settings.ApprovalThreshold = amount);

    /// <summary>A second person approves: Stripe makes the refund by itself.</summary>
    /// <returns>The refund's id; null when it had become impossible.</returns>
    public static string? ApproveRefund(this SimulatedAccount account, string approvalId)
    {
        ArgumentNullException.ThrowIfNull(account);

        return account.Do((books, now) => ApprovalOperations.Approve(books, Open(books, approvalId).Id, now)?.Id);
    }

    /// <summary>A second person says no: there will be no refund.</summary>
    public static void RejectRefund(this SimulatedAccount account, string approvalId)
    {
        ArgumentNullException.ThrowIfNull(account);

        account.Do((books, now) => ApprovalOperations.Close(books, Open(books, approvalId).Id, "rejected", now));
    }

    private static ApprovalRecord Open(Books books, string id)
        => books.Approvals.Find(id) is { Status: "pending" } approval
            ? approval
            : throw new ArgumentException($"There is no open approval {id}.", nameof(id));

    private static void Change(SimulatedAccount account, string id, Action<Books, RefundRecord, long> change)
    {
        ArgumentNullException.ThrowIfNull(account);

        account.Do((books, now) =>
        {
            var refund = books.Refunds.Find(id) ?? throw new ArgumentException($"There is no refund {id}.", nameof(id));
            if (!refund.Counts)
            {
                throw new InvalidOperationException($"{id} is {refund.Status} already.");
            }

            change(books, refund, now);
        });
    }

    private static void Set(SimulatedAccount account, Action<RefundSettings> set)
    {
        ArgumentNullException.ThrowIfNull(account);

        account.Do((books, _) => set(books.RefundSettings));
    }
}
