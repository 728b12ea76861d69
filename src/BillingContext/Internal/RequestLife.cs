namespace BillingContext.Internal;

/// <summary>The times that bound the life of a request which Stripe was asked for.</summary>
internal static class RequestLife
{
    /// <summary>How long the idempotency key protects: Stripe may forget it after 24 hours (https://docs.stripe.com/api/idempotent_requests).</summary>
    internal static readonly TimeSpan KeyLifetime = TimeSpan.FromHours(23);

    /// <summary>How long after it left a request may still reach Stripe: far more than any connection lives, clock skew included.</summary>
    internal static readonly TimeSpan LandingWindow = TimeSpan.FromHours(1);

    /// <summary>By now a Stripe that answers would have settled it: the key is dead, and so is whatever it was sent with.</summary>
    internal static readonly TimeSpan GiveUpAfter = KeyLifetime + (2 * LandingWindow);

    /// <summary>How long an approval that names no end is waited for.</summary>
    internal static readonly TimeSpan LongestApproval = TimeSpan.FromDays(30);

    /// <summary>How far Stripe's clock and ours may seem apart: ten minutes, and the second that Stripe cuts off, and some.</summary>
    internal static readonly TimeSpan ClockSkew = TimeSpan.FromMinutes(11);

    /// <summary>From when on whoever took a request up may no longer ask Stripe (UTC): the lease may be another's, and the key may be forgotten.</summary>
    internal static DateTimeOffset EndOfAsking(DateTimeOffset leaseUntil, DateTimeOffset createdAt) =>
        leaseUntil < createdAt + KeyLifetime ? leaseUntil : createdAt + KeyLifetime;

    /// <summary>When to look next: soon at first, then ever less often.</summary>
    internal static DateTimeOffset NextLook(DateTimeOffset now, TimeSpan first, TimeSpan longest, int looks)
    {
        const int MostDoublings = 10;
        var wait = first * Math.Pow(2, Math.Min(looks, MostDoublings));
        return now + (wait < longest ? wait : longest);
    }
}
