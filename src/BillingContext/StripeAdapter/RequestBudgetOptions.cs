namespace BillingContext.StripeAdapter;

/// <summary>How many requests this process sends to an account of Stripe's, so that its limits are not reached.</summary>
/// <remarks>
/// Stripe counts for each account and mode: 100 requests a second live, 25 in test mode, 25 for each endpoint, 20 for search
/// (https://docs.stripe.com/rate-limits). What has no turn yet waits in a bounded queue, refunds before reads; what would wait
/// too long is not sent and fails as <see cref="StripeErrorKind.Busy"/>.
/// </remarks>
public sealed class RequestBudgetOptions
{
    /// <summary>Whether requests are limited at all.</summary>
    /// <value>The default is true; the simulator of <c>BillingContext.Testing</c> turns it off.</value>
    public bool Enabled { get; set; } = true;

    /// <summary>The share of Stripe's limits that all nodes together may use, from 0.01 to 1.</summary>
    /// <value>The default is 0.8: others use the account, too.</value>
    public double Share { get; set; } = 0.8;

    /// <summary>How many processes share it, from 1 to 1,000.</summary>
    /// <value>The default is 1.</value>
    public int Nodes { get; set; } = 1;

    /// <summary>What Stripe allows an account in a second, from 1 to 10,000, if it is not the usual; null for 100 live and 25 in test mode.</summary>
    public int? RequestsPerSecond { get; set; }

    /// <summary>What Stripe allows for one endpoint in a second, from 1 to 10,000.</summary>
    /// <value>The default is 25. Search has 20 at the most.</value>
    public int RequestsPerSecondPerEndpoint { get; set; } = 25;

    /// <summary>How many requests to an account may be under way at once, from 1 to 1,000.</summary>
    /// <value>The default is 50.</value>
    public int MaxConcurrent { get; set; } = 50;

    /// <summary>How many reads of an account may wait for their turn, and how many refunds, from 0 to 100,000 each.</summary>
    /// <value>The default is 1,000.</value>
    public int MaxQueued { get; set; } = 1_000;

    /// <summary>How long a read waits for its turn, from zero to 10 minutes, and never longer than <see cref="StripeOptions.TotalTimeout"/>. Refunds wait as long as that.</summary>
    /// <value>The default is 10 seconds.</value>
    public TimeSpan MaxReadWait { get; set; } = TimeSpan.FromSeconds(10);

    internal IEnumerable<string> Problems(string section)
    {
        if (!(Share is >= 0.01 and <= 1))
        {
            yield return $"{section}:{nameof(Share)} is {FormattableString.Invariant($"{Share}")}. Set it from 0.01 to 1.";
        }

        if (Nodes is < 1 or > 1_000)
        {
            yield return $"{section}:{nameof(Nodes)} is {Nodes}. Set it from 1 to 1000, the number of processes that call Stripe.";
        }

        if (RequestsPerSecond is < 1 or > 10_000)
        {
            yield return $"{section}:{nameof(RequestsPerSecond)} is {RequestsPerSecond}. Set it from 1 to 10000, or leave it out for Stripe's usual limits.";
        }

        if (RequestsPerSecondPerEndpoint is < 1 or > 10_000)
        {
            yield return $"{section}:{nameof(RequestsPerSecondPerEndpoint)} is {RequestsPerSecondPerEndpoint}. Set it from 1 to 10000.";
        }

        if (MaxConcurrent is < 1 or > 1_000)
        {
            yield return $"{section}:{nameof(MaxConcurrent)} is {MaxConcurrent}. Set it from 1 to 1000.";
        }

        if (MaxQueued is < 0 or > 100_000)
        {
            yield return $"{section}:{nameof(MaxQueued)} is {MaxQueued}. Set it from 0 (nothing waits) to 100000.";
        }

        if (MaxReadWait < TimeSpan.Zero || MaxReadWait > TimeSpan.FromMinutes(10))
        {
            yield return $"{section}:{nameof(MaxReadWait)} is {MaxReadWait}. Set it from 00:00:00 (reads never wait) to 00:10:00.";
        }
    }
}
