namespace BillingContext.StripeAdapter.Internal;

/// <summary>What one attempt brought: a value or a failure.</summary>
internal readonly record struct StripeAnswer(object? Value, StripeFailure? Failure);
