using BillingContext.Simulation.Running;
using BillingContext.Simulation.Scenes;
using BillingContext.Simulation.Worlds;
using BillingContext.Testing;

namespace BillingContext.Simulation.Networks;

/// <summary>Chooses what goes wrong with the request that leaves now. Late arrivals and refusals come more often: it is their meeting that designs get wrong.</summary>
internal static class Misfortune
{
    private const string Refused = """{"type":"invalid_request_error"}""";

    private static readonly Fault[] OfAll =
    [
        Fault.RequestLost, Fault.RequestHangs, Fault.ReplyLost, Fault.ReplyLost, Fault.ReplyHangs, Fault.ServerErrorNotDone, Fault.RateLimited, Fault.LockTimeout,
        Fault.ToldToRetry, Fault.ToldNotToRetry, Fault.AnsweredUnauthorized, Fault.AnsweredForbidden,
    ];

    private static readonly Fault[] OfPosts =
    [
        .. OfAll, Fault.ArrivesSecondsLate, Fault.ArrivesSecondsLate, Fault.ArrivesMinutesLate, Fault.ArrivesMinutesLate, Fault.ServerErrorDone,
        Fault.StoredErrorDone, Fault.StoredErrorNotDone, Fault.KeyInUse, Fault.IdempotencyError, Fault.AnsweredForbidden, Fault.AnsweredUnauthorized,
    ];

    /// <summary>Later pages are few, and half a list is worse than none: where anything fails, they fail often.</summary>
    private const double OfLaterPagesAtLeast = 0.6;

    private static readonly Fault[] OfLaterPages = [Fault.PageFails, Fault.ObjectGoneWhilePaging];

    /// <summary>What befalls a request; null if nothing does.</summary>
    internal static Fault? Choose(History history, Merchant merchant, HttpRequestMessage request, Flight? flight)
    {
        var world = history.World;
        var isLaterPage = IsLaterPage(request);
        if ((flight is not null ? merchant.FateOfPosts : isLaterPage ? merchant.FateOfLaterPages : null) is { } fate)
        {
            return fate;
        }

        var list = flight is not null ? OfPosts : isLaterPage ? OfLaterPages : OfAll;
        var share = history.Rates.Network;
        share = isLaterPage && share > 0 ? Math.Max(share, OfLaterPagesAtLeast) : share;
        return world.Happens(share) ? list[world.Pick(list.Length)] : null;
    }

    internal static void Befall(History history, Life life, Merchant merchant, HttpRequestMessage request, Flight? flight, Fault fault)
    {
        var world = history.World;
        history.Fired(fault);
        world.Note($"{fault} strikes {request.Method} {request.RequestUri!.AbsolutePath}");
        if (fault is Fault.RequestHangs or Fault.ReplyHangs)
        {
            // It has arrived, or never will, however long a node that stands still waits for it.
            flight?.Land();
        }

        merchant.Stripe.Faults.Add(fault switch
        {
            Fault.RequestLost => StripeFault.LoseRequest(),
            Fault.RequestHangs => StripeFault.Hang(),
            Fault.ArrivesSecondsLate => Late(TimeSpan.FromSeconds(1 + world.Pick(59))),
            Fault.ArrivesMinutesLate => Late(TimeSpan.FromMinutes(1 + world.Pick(14))),
            Fault.ReplyLost => StripeFault.LoseReply(),
            Fault.ReplyHangs => StripeFault.HangAfterApplying(),
            Fault.ServerErrorDone => StripeFault.ServerError(applied: true, stored: false),
            Fault.ServerErrorNotDone => StripeFault.ServerError(applied: false, stored: false),
            Fault.StoredErrorDone => StripeFault.ServerError(applied: true, stored: true),
            Fault.StoredErrorNotDone => StripeFault.ServerError(applied: false, stored: true),
            Fault.RateLimited => StripeFault.RateLimited("endpoint-rate", world.Pick(2) == 0 ? TimeSpan.FromSeconds(1 + world.Pick(30)) : null),
            Fault.LockTimeout => StripeFault.LockTimeout(),
            Fault.KeyInUse => StripeFault.KeyInUse(),
            Fault.IdempotencyError => StripeFault.Status(400, """{"type":"idempotency_error"}"""),
            Fault.ToldToRetry => StripeFault.Status(402, Refused).WithShouldRetry(true),
            Fault.ToldNotToRetry => StripeFault.ServerError(applied: world.Pick(2) == 0, stored: false).WithShouldRetry(false),
            Fault.AnsweredUnauthorized => StripeFault.Status(401, Refused),
            Fault.AnsweredForbidden => StripeFault.Status(403, Refused),
            Fault.PageFails => StripeFault.ServerError(applied: false, stored: false).WithShouldRetry(false),
            Fault.ObjectGoneWhilePaging => StripeFault.Status(400, """{"type":"invalid_request_error","code":"resource_missing","param":"starting_after"}"""),
            _ => throw new InvalidOperationException($"{fault} does not strike requests."),
        });

        StripeFault Late(TimeSpan span)
        {
            flight!.ArriveAt(world.Now + span);

            // What delays a request so long is a line that breaks, and it need not be back for the next attempt.
            life.LineBrokenUntil = world.Now + (world.Pick(3) == 0 ? TimeSpan.Zero : world.Span(TimeSpan.FromSeconds(20), TimeSpan.FromMinutes(3)));
            world.Start(
                async () =>
                {
                    // Once it has landed, what it did is looked at like everything else.
                    await world.DelayAsync(span).ConfigureAwait(false);
                    history.Checks.Posts.Arrived(merchant);
                    history.Events.Collect(merchant);
                },
                isBackground: true);
            return StripeFault.ArriveLate(span);
        }
    }

    private static bool IsLaterPage(HttpRequestMessage request) => request.RequestUri!.Query.Contains("starting_after", StringComparison.Ordinal);
}
