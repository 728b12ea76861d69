using BillingContext.Testing.Internal;
using BillingContext.Testing.Internal.Operations;

namespace BillingContext.Testing;

/// <summary>Banks ask for the money back, or warn that they may.</summary>
public static class DisputeSetup
{
    /// <summary>A dispute, or with a <c>warning_</c> status an inquiry; returns its id.</summary>
    /// <param name="account">The merchant's account.</param>
    /// <param name="charge">The charge.</param>
    /// <param name="reason"><c>fraudulent</c>, <c>duplicate</c>, <c>product_not_received</c> …</param>
    /// <param name="status"><c>needs_response</c>, <c>under_review</c>, <c>warning_needs_response</c> …</param>
    /// <param name="amount">The whole charge when left out.</param>
    /// <param name="dueBy">Until when the merchant may answer; null when the bank allows no answer.</param>
    /// <param name="refundable">Whether the charge can still be refunded; follows from the status when left out.</param>
    public static string OpenDispute(
        this SimulatedAccount account,
        string charge,
        string reason = "fraudulent",
        string status = "needs_response",
        long? amount = null,
        DateTimeOffset? dueBy = null,
        bool? refundable = null)
    {
        ArgumentNullException.ThrowIfNull(account);

        return account.Do((books, now) =>
        {
            var disputed = SetupLookup.Charge(books, charge);
            return DisputeOperations
                .Open(books, disputed, reason, status, amount ?? disputed.AmountCaptured, dueBy?.ToUnixTimeSeconds(), refundable, now).Id;
        });
    }

    /// <summary>Moves a dispute on.</summary>
    public static void UpdateDispute(this SimulatedAccount account, string id, string status)
    {
        ArgumentNullException.ThrowIfNull(account);

        account.Do((books, now) => DisputeOperations.SetStatus(
            books, books.Disputes.Find(id) ?? throw new ArgumentException($"There is no dispute {id}.", nameof(id)), status, now));
    }

    /// <summary>The bank decides. An inquiry that the merchant wins is only closed.</summary>
    public static void CloseDispute(this SimulatedAccount account, string id, bool won)
    {
        ArgumentNullException.ThrowIfNull(account);

        var inquiry = account.Read(books => books.Disputes.Find(id) is { IsInquiry: true });
        account.UpdateDispute(id, won ? inquiry ? "warning_closed" : "won" : "lost");
    }

    /// <summary>The bank of a card warns that a charge may be fraud; returns the id of the warning.</summary>
    /// <param name="account">The merchant's account.</param>
    /// <param name="charge">The charge.</param>
    /// <param name="fraudType"><c>made_with_stolen_card</c>, <c>card_never_received</c>, <c>misc</c> …</param>
    public static string WarnOfFraud(this SimulatedAccount account, string charge, string fraudType = "unauthorized_use_of_card")
    {
        ArgumentNullException.ThrowIfNull(account);

        return account.Do((books, now) => FraudWarningOperations.Open(books, SetupLookup.Charge(books, charge), fraudType, now).Id);
    }

    /// <summary>The merchant marks a charge as fraudulent.</summary>
    public static void MarkFraudulent(this SimulatedAccount account, string charge)
    {
        ArgumentNullException.ThrowIfNull(account);

        account.Do((books, now) =>
        {
            var before = SetupLookup.Charge(books, charge);
            var after = before with { FraudReport = "fraudulent" };
            books.Charges.Change(after);
            books.Emit("charge.updated", now, after, before);
        });
    }
}
