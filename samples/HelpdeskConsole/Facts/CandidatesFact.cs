using BillingContext.Customers;

namespace HelpdeskConsole.Facts;

/// <summary>Several customers may be meant: the agent picks, nobody guesses.</summary>
internal sealed record CandidatesFact(string Identity, string IdentityMeans, IReadOnlyList<CustomerLine> Candidates, IReadOnlyList<string> Missing) : Fact
{
    internal static CandidatesFact Of(CustomerResolution resolution)
    {
        var (badge, means) = IdentityWords.Of(resolution);
        return new CandidatesFact(
            badge,
            means,
            [.. resolution.Candidates.Select(CustomerLine.Of)],
            [.. resolution.Missing.Select(gap => gap.Describe())]);
    }
}
