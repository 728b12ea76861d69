namespace BillingContext.Answers;

/// <summary>What a customer said about the charges they ask about, and where the merchant keeps order numbers.</summary>
/// <remarks>Findings about other payments are given all the same; those that fit come first.</remarks>
public sealed record ChargeQuestion
{
    /// <summary>An amount they named.</summary>
    public Money? Amount { get; init; }

    /// <summary>A day they named (UTC).</summary>
    public DateOnly? Day { get; init; }

    /// <summary>The last four digits they named.</summary>
    public string? LastFour { get; init; }

    /// <summary>Keys of the merchant's metadata under which payments carry their order, in order of preference. <c>payment_details.order_reference</c> counts before them.</summary>
    public IReadOnlyList<string> OrderReferenceKeys { get; init; } = [];
}
