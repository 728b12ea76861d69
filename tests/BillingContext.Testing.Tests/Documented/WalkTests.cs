using System.Text.RegularExpressions;
using BillingContext.Testing.Tests.Framework;

namespace BillingContext.Testing.Tests.Documented;

/// <summary>The commands of docs/testing.md do what they say.</summary>
public sealed partial class WalkTests : DocumentedCases
{
    [Test]
    [Documented("payments", "https://docs.stripe.com/api")]
    public async Task Walks_through_the_sale_by_curl()
    {
        var (names, answers) = (new Dictionary<string, string>(StringComparer.Ordinal), new List<WireAnswer>());
        foreach (var command in TestingPage.Commands)
        {
            var parts = command.Split("   # ");
            var line = Name().Replace(parts[0], name => names.GetValueOrDefault(name.Groups[1].Value, name.Value));
            var answer = await DoneAsync(line.Replace("curl ", "", StringComparison.Ordinal)
                .Replace("$stripe/", "", StringComparison.Ordinal).Replace(" -u $key", "", StringComparison.Ordinal));
            answers.Add(answer);
            if (parts.Length > 1)
            {
                names.Add(parts[1], answer.Lacks("data") ? answer.Id : answer.Ids[0]);
            }
        }

        Assert.That((answers[2].NumberAt("amount"), answers[5].TextAt("status")), Is.EqualTo((500, "won")));
        Assert.That((answers[^3].Ids.Count, answers[^2].TextAt("status")), Is.EqualTo((2, "canceled")));
    }

    [GeneratedRegex("\\$([a-z]+)")]
    private static partial Regex Name();
}
