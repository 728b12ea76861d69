using BillingContext.Testing.Internal.Operations;
using BillingContext.Testing.Internal.Records;

namespace BillingContext.Testing;

/// <summary>States a subscription comes into by other hands than the helpdesk's.</summary>
public static class SubscriptionStateSetup
{
    /// <summary>A subscription schedule manages it from now on: how it ends can be changed only there.</summary>
    /// <returns>The schedule's id.</returns>
    public static string ManageBySchedule(this SimulatedAccount account, string id)
    {
        var schedule = id.Replace("sub_", "sub_sched_", StringComparison.Ordinal);
        Change(account, id, subscription => subscription with { Schedule = schedule });
        return schedule;
    }

    /// <summary>Its trial ended without a payment method: it is paused until somebody resumes it.</summary>
    public static void PauseSubscription(this SimulatedAccount account, string id) =>
        Change(account, id, subscription => subscription with { Status = "paused" });

    /// <summary>It goes on, but its invoices are not collected for the time being; or they are again.</summary>
    public static void PauseCollection(this SimulatedAccount account, string id, bool value = true) =>
        Change(account, id, subscription => subscription with { CollectionPaused = value });

    /// <summary>Its first payment is still to be made.</summary>
    public static void MarkIncomplete(this SimulatedAccount account, string id) =>
        Change(account, id, subscription => subscription with { Status = "incomplete" });

    /// <summary>Its latest invoice is given up on: the subscription is unpaid.</summary>
    public static void MarkUnpaid(this SimulatedAccount account, string id) =>
        Change(account, id, subscription => subscription with { Status = "unpaid" });

    private static void Change(SimulatedAccount account, string id, Func<SubscriptionRecord, SubscriptionRecord> change)
    {
        ArgumentNullException.ThrowIfNull(account);
        ArgumentNullException.ThrowIfNull(id);

        account.Do((books, now) =>
        {
            var running = books.Subscriptions.Find(id) is { Ended: false } subscription
                ? subscription
                : throw new ArgumentException($"There is no subscription {id} that runs.", nameof(id));
            SubscriptionOperations.Change(books, change(running), now);
        });
    }
}
