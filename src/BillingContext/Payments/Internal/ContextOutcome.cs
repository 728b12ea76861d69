using System.Runtime.ExceptionServices;

namespace BillingContext.Payments.Internal;

/// <summary>What a reading came to: a context, or why there is none.</summary>
internal readonly record struct ContextOutcome(PaymentContext? Context, ExceptionDispatchInfo? Failure);
