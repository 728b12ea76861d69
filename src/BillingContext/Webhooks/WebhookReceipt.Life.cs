using BillingContext.Internal;

namespace BillingContext.Webhooks;

/// <summary>What may become of an event, one method a step: pure.</summary>
public sealed partial record WebhookReceipt
{
    /// <summary>As long as Stripe itself goes on delivering (https://docs.stripe.com/webhooks#retries): whatever is away is back by then, or needs a person.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromDays(3);
    private static readonly TimeSpan FirstWait = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan LongestWait = TimeSpan.FromHours(1);

    internal bool IsHeldAt(DateTimeOffset now) => LeaseUntil > now;

    internal static WebhookReceipt New(StripeScope scope, ReceivedEvent @event, DateTimeOffset now) => new()
    {
        Scope = scope,
        EventId = @event.Id,
        ReceivedAt = now,
        IsApplied = false,
        IsHandled = false,
        DueAt = now,
        Event = @event,
    };

    /// <summary>Somebody is at work; who does not come back leaves it due when the lease ends.</summary>
    internal WebhookReceipt HoldUntil(DateTimeOffset until) => this with { LeaseUntil = until, DueAt = until };

    /// <summary>All is done. What is kept from here on is only that the event was here.</summary>
    internal WebhookReceipt Finish() => this with
    {
        IsApplied = true,
        IsHandled = true,
        LeaseUntil = default,
        DueAt = null,
        Attempts = 0,
        LastError = null,
        Event = null,
    };

    /// <summary>It was not its fault: the host stops.</summary>
    internal WebhookReceipt Release(DateTimeOffset now) => this with { LeaseUntil = default, DueAt = now };

    /// <summary>Again later, ever less often; or, if it is time to give up, set aside.</summary>
    /// <param name="error">A code and the type of an exception.</param>
    /// <param name="isHandlers">The host's handlers failed, again and again on the same event. Whatever else fails fails all events, and gets longer.</param>
    /// <param name="mostAttempts">After how many failures to give up.</param>
    /// <param name="now">The time.</param>
    /// <param name="chance">From 0 to below 1: so that what failed together does not come together again.</param>
    internal WebhookReceipt Fail(string error, bool isHandlers, int mostAttempts, DateTimeOffset now, double chance)
    {
        var failed = this with { Attempts = Attempts + 1, LastError = error, LeaseUntil = default };
        if (failed.Attempts >= mostAttempts && (isHandlers || now - ReceivedAt >= Patience))
        {
            return failed with { DueAt = null, SetAsideAt = now };
        }

        var wait = RequestLife.NextLook(now, FirstWait, LongestWait, Attempts) - now;
        return failed with { DueAt = now + (wait * (0.75 + (chance / 2))) };
    }

    /// <summary>Back among those that are due, with as many attempts as a new one.</summary>
    internal WebhookReceipt Replay(DateTimeOffset now) => this with { SetAsideAt = null, DueAt = now, Attempts = 0 };
}
