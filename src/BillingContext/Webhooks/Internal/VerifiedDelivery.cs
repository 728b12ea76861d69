namespace BillingContext.Webhooks.Internal;

/// <summary>A delivery's event, or why there is none.</summary>
/// <param name="Scope">Whose.</param>
/// <param name="Event">The event; null if it was rejected.</param>
/// <param name="Rejection">The code.</param>
internal readonly record struct VerifiedDelivery(StripeScope Scope, ReceivedEvent? Event, string? Rejection)
{
    internal static VerifiedDelivery Rejected(string code) => new(default, null, code);
}
