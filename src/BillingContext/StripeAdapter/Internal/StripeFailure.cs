using BillingContext.Refunds;

namespace BillingContext.StripeAdapter.Internal;

/// <summary>One attempt that did not bring what was asked for.</summary>
/// <param name="Error">What to tell the caller.</param>
/// <param name="ShouldRetry">Trying again with the same key may help.</param>
internal sealed record StripeFailure(StripeAdapterException Error, bool ShouldRetry)
{
    /// <summary>How long Stripe asked to wait.</summary>
    internal TimeSpan? RetryAfter { get; init; }

    /// <summary>What Stripe had too many requests for.</summary>
    internal TooMuch TooMuch { get; init; }

    /// <summary>The approval Stripe asks for.</summary>
    internal StripeApproval? Approval { get; init; }

    /// <summary>What was asked for may have happened, or may still.</summary>
    internal bool MayHaveLanded => Error.Kind == StripeErrorKind.Unknown;
}
