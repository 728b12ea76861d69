namespace BillingContext.StripeAdapter;

/// <summary>A Stripe call failed. The message holds no key, no personal data and nothing of Stripe's own text but its code.</summary>
public sealed class StripeAdapterException : BillingException
{
    /// <param name="kind">Why it failed.</param>
    /// <param name="message">What happened, and what to do about it.</param>
    /// <param name="innerException">What caused it, if anything did.</param>
    public StripeAdapterException(StripeErrorKind kind, string message, Exception? innerException = null)
        : base(CodeOf(kind), message, innerException) => Kind = kind;

    /// <summary>Why it failed.</summary>
    public StripeErrorKind Kind { get; }

    /// <summary>The HTTP status; 0 if there was no answer.</summary>
    public int HttpStatus { get; init; }

    /// <summary>Stripe's error code, such as <c>resource_missing</c>.</summary>
    public string? StripeCode { get; init; }

    /// <summary>The parameter of the request that Stripe objects to, such as <c>amount</c>, where Stripe named it.</summary>
    public string? StripeParameter { get; init; }

    /// <summary>The permission the key lacks, such as <c>rak_dispute_read</c>, where Stripe named it.</summary>
    public string? Permission { get; init; }

    /// <summary>Stripe's id of the request, for its support.</summary>
    public string? RequestId { get; init; }

    /// <summary>When asking again may help, where Stripe or the queue of this process told.</summary>
    public TimeSpan? RetryAfter { get; init; }

    private static string CodeOf(StripeErrorKind kind) => kind switch
    {
        StripeErrorKind.NotSent => "stripe.not_sent",
        StripeErrorKind.Refused => "stripe.refused",
        StripeErrorKind.PermissionMissing => "stripe.permission_missing",
        StripeErrorKind.KeyRejected => "stripe.key_rejected",
        StripeErrorKind.RateLimited => "stripe.rate_limited",
        StripeErrorKind.Busy => "stripe.busy",
        _ => "stripe.unavailable",
    };
}
