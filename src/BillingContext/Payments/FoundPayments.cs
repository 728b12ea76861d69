namespace BillingContext.Payments;

/// <summary>The payments somebody may mean, the likeliest first.</summary>
/// <param name="Matches">Candidates with their reasons. What is another customer's is not among them, and is not told from what does not exist.</param>
/// <param name="Missing">Where it was not looked, and why.</param>
public sealed record FoundPayments(IReadOnlyList<PaymentMatch> Matches, IReadOnlyList<DataGap> Missing)
{
    /// <summary>The one payment that is meant, if there is no doubt: it alone is named, or it alone fits at all.</summary>
    public Payment? Only => Matches switch
    {
        [var one] => one.Payment,
        [{ IsNamed: true } one, { IsNamed: false }, ..] => one.Payment,
        _ => null,
    };

    /// <summary>How many.</summary>
    public override string ToString() => $"{Matches.Count} payments";
}
