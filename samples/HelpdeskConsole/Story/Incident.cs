using BillingContext;

namespace HelpdeskConsole.Story;

/// <summary>The case that is told again and again, until the refund is made: once.</summary>
/// <param name="Maya">Who paid twice.</param>
/// <param name="LampAgain">Her second payment.</param>
/// <param name="Clock">The story's, and Stripe's.</param>
internal sealed record Incident(CustomerId Maya, PaymentId LampAgain, TimeProvider Clock);
