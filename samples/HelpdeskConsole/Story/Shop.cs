using BillingContext;
using BillingContext.Testing;

namespace HelpdeskConsole.Story;

/// <summary>A lamp shop's Stripe on the morning of the story, and the ids the story needs.</summary>
internal sealed record Shop
{
    internal required StripeSimulator Stripe { get; init; }

    internal required ManualTimeProvider Clock { get; init; }

    /// <summary>Maya is signed in to the shop.</summary>
    internal required CustomerId Maya { get; init; }

    /// <summary>Paid after a declined attempt.</summary>
    internal required PaymentId Lamp { get; init; }

    /// <summary>The same lamp, paid once more.</summary>
    internal required PaymentId LampAgain { get; init; }

    internal required PaymentId Chandelier { get; init; }

    /// <summary>Paid in April, disputed in October.</summary>
    internal required PaymentId DisputedLamp { get; init; }

    internal required SubscriptionId Club { get; init; }

    internal required PaymentId ClubMonth { get; init; }

    /// <summary>Bulbs every month, subscribed to in October.</summary>
    internal required SubscriptionId BulbBox { get; init; }

    /// <summary>Jonas only wrote an e-mail.</summary>
    internal required string JonasEmail { get; init; }

    internal required PaymentId Bulbs { get; init; }
}
