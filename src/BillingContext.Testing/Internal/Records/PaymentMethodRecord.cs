namespace BillingContext.Testing.Internal.Records;

internal sealed record PaymentMethodRecord : StripeRecord
{
    public required string MethodType { get; init; }

    public required SimulatedCard Card { get; init; }

    public string? Customer { get; init; }

    /// <summary>Whether it was a customer's once, or has paid without ever being one's: nothing is done with it again.</summary>
    public bool Spent { get; init; }

    /// <summary>The test card it was made from; null for a card that a set-up verb named.</summary>
    public TestCard? Test { get; init; }
}
