namespace BillingContext.Testing;

/// <summary>What the merchant does about renewals that cannot be collected.</summary>
public static class DunningSetup
{
    private static readonly string[] Statuses = ["canceled", "past_due", "unpaid"];

    /// <summary>
    /// What becomes of a subscription made over HTTP once a renewal has failed and every retry too: <c>canceled</c> unless this is
    /// called, or <c>unpaid</c>, or <c>past_due</c>, which it is already.
    /// </summary>
    /// <remarks>The retries follow three, five and seven days after the attempt before; Stripe's Smart Retries are not simulated.</remarks>
    public static void SetStatusAfterRetries(this SimulatedAccount account, string status)
    {
        ArgumentNullException.ThrowIfNull(account);
        if (!Statuses.Contains(status))
        {
            throw new ArgumentException($"It would have to be {string.Join(" or ", Statuses)}.", nameof(status));
        }

        account.Do((books, _) => books.StatusAfterRetries = status);
    }
}
