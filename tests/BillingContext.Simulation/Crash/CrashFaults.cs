using BillingContext.Testing;

namespace BillingContext.Simulation.Crash;

/// <summary>What goes wrong at Stripe while a process lives, besides its death.</summary>
internal sealed class CrashFaults(StripeSimulator stripe, Deed deed)
{
    private static readonly (string Name, Func<StripeFault> Make)[] OfRefunds =
    [
        ("request lost", () => Refund(StripeFault.LoseRequest())),
        ("request late", () => Refund(StripeFault.ArriveLate((2 * CrashCampaign.PastLeases) + TimeSpan.FromMinutes(1)))),
        ("reply lost", () => Refund(StripeFault.LoseReply())),
        ("connection refused", () => Refund(StripeFault.RefuseConnection())),
        ("500, done", () => Refund(StripeFault.ServerError(applied: true, stored: false))),
        ("500, done, stored", () => Refund(StripeFault.ServerError(applied: true, stored: true))),
        ("500, not done", () => Refund(StripeFault.ServerError(applied: false, stored: false))),
        ("500, not done, stored", () => Refund(StripeFault.ServerError(applied: false, stored: true))),
        ("429", () => Refund(StripeFault.RateLimited("global-rate"))),
        ("429, locked", () => Refund(StripeFault.LockTimeout())),
        ("409, key in use", () => Refund(StripeFault.KeyInUse())),
        ("list fails", () => StripeFault.ServerError(applied: false, stored: false).On(HttpMethod.Get, "/v1/refunds")),
        ("payment not read", () => StripeFault.ServerError(applied: false, stored: false).On(HttpMethod.Get, "/v1/payment_intents")),
    ];

    private static readonly (string Name, Func<StripeFault> Make)[] OfCancellations =
    [
        ("cancellation lost", () => Cancel(StripeFault.LoseRequest())),
        ("cancellation late", () => Cancel(StripeFault.ArriveLate((2 * CrashCampaign.PastLeases) + TimeSpan.FromMinutes(1)))),
        ("reply to a cancellation lost", () => Cancel(StripeFault.LoseReply())),
        ("cancellation 500, done", () => Cancel(StripeFault.ServerError(applied: true, stored: false))),
        ("cancellation 500, not done", () => Cancel(StripeFault.ServerError(applied: false, stored: false))),
        ("cancellation 429", () => Cancel(StripeFault.RateLimited("global-rate"))),
        ("subscription not read", () => StripeFault.ServerError(applied: false, stored: false).On(HttpMethod.Get, "/v1/subscriptions")),
    ];

    private readonly (string Name, Func<StripeFault> Make)[] all = deed == Deed.Cancellation ? [.. OfCancellations, .. OfRefunds] : OfRefunds;

    private readonly SortedDictionary<string, int> fired = new(StringComparer.Ordinal);
    private (string Name, StripeFault Fault)? waiting;
    private int next;

    /// <summary>How often each struck; one that never did is in it with 0.</summary>
    internal IEnumerable<string> Fired => all.Select(fault => $"{fault.Name} {fired.GetValueOrDefault(fault.Name)}");

    /// <summary>Something goes wrong with the next process; each thing in its turn.</summary>
    internal void Script()
    {
        var (name, make) = all[next++ % all.Length];
        waiting = (name, make());
        stripe.Faults.Add(waiting.Value.Fault);
    }

    /// <summary>All is well again.</summary>
    internal void Clear()
    {
        stripe.Faults.Clear();
        if (waiting is { } over)
        {
            fired[over.Name] = fired.GetValueOrDefault(over.Name) + over.Fault.Fired;
            waiting = null;
        }
    }

    private static StripeFault Cancel(StripeFault fault) => fault.On(HttpMethod.Delete, "/v1/subscriptions");

    private static StripeFault Refund(StripeFault fault) => fault.On(HttpMethod.Post, "/v1/refunds");
}
