using BillingContext.Internal;
using BillingContext.Telemetry;

namespace BillingContext.StripeAdapter.Internal.Budgets;

/// <summary>The budgets of all accounts this process calls; one for each account and mode, as Stripe counts.</summary>
internal sealed class RequestBudgets(TimeProvider time, Promises promises, BillingMetrics metrics)
{
    private const int MostRemembered = 1_000;
    private static readonly TimeSpan Remembered = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan RoomForAttempt = TimeSpan.FromSeconds(2);

    private readonly Lock gate = new();
    private readonly Dictionary<AccountKey, Account> accounts = [];

    /// <summary>Waits for the turn of a call's next attempt, at the longest until it would come too late: then there is none, and nothing is sent.</summary>
    /// <exception cref="OperationCanceledException">The caller gave up. The turn is another's.</exception>
    internal async ValueTask<BudgetTurn> TakeAsync(StripeCall call, StripeOptions options, BudgetTerms terms)
    {
        var account = Of(call.Scope);
        var asked = time.GetTimestamp();
        var latest = LatestTurn(call, options, asked);
        var ticket = account.Enter(call.Operation, call.IsAction, terms, latest);
        if (ticket.Waiter is not { } waiter)
        {
            metrics.StripeWaited(hadTurn: false, TimeSpan.Zero);
            return new BudgetTurn(account, null, ticket.Wait);
        }

        if (waiter.Promise is not { } promise)
        {
            return new BudgetTurn(account, waiter, TimeSpan.Zero);
        }

        metrics.StripeQueued(1);
        var hadTurn = true;
        try
        {
            await promise.Task.WaitAsync(time.GetElapsedTime(asked, latest), time, call.Cancellation).ConfigureAwait(false);
        }
        catch (Exception exception) when (exception is TimeoutException or OperationCanceledException)
        {
            // Its turn may have come in the same moment: who still wants it takes it, who does not gives it back.
            hadTurn = !account.TryLeave(waiter, out var wait);
            if (exception is OperationCanceledException)
            {
                if (hadTurn)
                {
                    account.End(waiter, null);
                }

                throw;
            }

            return new BudgetTurn(account, hadTurn ? waiter : null, wait);
        }
        finally
        {
            metrics.StripeQueued(-1);
            metrics.StripeWaited(hadTurn, time.GetElapsedTime(asked));
        }

        return new BudgetTurn(account, waiter, TimeSpan.Zero);
    }

    /// <summary>An attempt that begins just before the end could only be cut off, and what became of it would not be known.</summary>
    private long LatestTurn(StripeCall call, StripeOptions options, long now)
    {
        var room = options.AttemptTimeout < RoomForAttempt ? options.AttemptTimeout : RoomForAttempt;
        var latest = call.Deadline - Ticks(room);
        return Math.Max(now, call.IsAction ? latest : Math.Min(latest, now + Ticks(options.Budget.MaxReadWait)));
    }

    private AccountBudget Of(StripeScope scope)
    {
        var key = new AccountKey(scope.Account is null ? scope.Merchant : default, scope.Account, scope.Livemode);
        var now = time.GetTimestamp();
        lock (gate)
        {
            if (!accounts.TryGetValue(key, out var account))
            {
                ForgetIdle(now);
                accounts[key] = account = new Account(new AccountBudget(time, promises));
            }

            account.AskedAt = now;
            return account.Budget;
        }
    }

    private void ForgetIdle(long now)
    {
        if (accounts.Count < MostRemembered)
        {
            return;
        }

        var idle = accounts.Where(known => time.GetElapsedTime(known.Value.AskedAt, now) > Remembered && known.Value.Budget.IsIdle).ToList();
        foreach (var (key, account) in idle)
        {
            accounts.Remove(key);
            account.Budget.Forget();
        }
    }

    private long Ticks(TimeSpan span) => (long)(span.TotalSeconds * time.TimestampFrequency);

    /// <summary>A connected account by its id; a key's own account, whose id nobody told us, by its merchant.</summary>
    private readonly record struct AccountKey(MerchantId Merchant, StripeAccountId? Account, bool Livemode);

    private sealed class Account(AccountBudget budget)
    {
        internal AccountBudget Budget { get; } = budget;

        internal long AskedAt { get; set; }
    }
}
