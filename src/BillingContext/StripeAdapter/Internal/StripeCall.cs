using System.Text.Json.Serialization.Metadata;

namespace BillingContext.StripeAdapter.Internal;

/// <summary>One call to Stripe: the same for each of its attempts.</summary>
internal sealed class StripeCall(string operation, string path, JsonTypeInfo answer, StripeApiKey key, StripeScope scope)
{
    private int sends;

    /// <summary>What it is for, in logs and messages: a method and a route, never an id or an e-mail.</summary>
    internal string Operation { get; } = operation;

    /// <summary>Path and query below the API's base.</summary>
    internal string Path { get; } = path;

    /// <summary>What the answer is read as.</summary>
    internal JsonTypeInfo Answer { get; } = answer;

    internal StripeApiKey Key { get; } = key;

    /// <summary>Whose account and which mode.</summary>
    internal StripeScope Scope { get; } = scope;

    /// <summary>The form to post; null to get, or to delete.</summary>
    internal string? Form { get; init; }

    /// <summary>Something is to be done, not only read.</summary>
    internal bool IsAction => Form is not null || IsDelete;

    /// <summary>Stripe takes no idempotency key for a DELETE.</summary>
    internal bool IsDelete { get; init; }

    internal string? IdempotencyKey { get; init; }

    /// <summary>From this instant on nothing is sent (UTC): the request may be somebody else's.</summary>
    internal DateTimeOffset SendBefore { get; init; } = DateTimeOffset.MaxValue;

    /// <summary>The caller's, checked before each attempt and ending it.</summary>
    internal CancellationToken Cancellation { get; init; }

    /// <summary>When the last attempt must be over, in ticks of the time provider.</summary>
    internal long Deadline { get; set; }

    /// <summary>Some attempt so far may have landed: then no later refusal is the last word.</summary>
    internal bool MayHaveLanded { get; set; }

    /// <summary>How often the current attempt really left; more than once if a handler of the host's retries by itself.</summary>
    internal int Sends => Volatile.Read(ref sends);

    /// <summary>Why the latest attempt failed.</summary>
    internal StripeFailure? LatestFailure { get; set; }

    internal void CountSend() => Interlocked.Increment(ref sends);

    internal void BeginAttempt() => Volatile.Write(ref sends, 0);
}
