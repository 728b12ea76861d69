using BillingContext.Refunds;
using Microsoft.AspNetCore.Mvc.ViewFeatures;

namespace HelpdeskWeb.Pages;

/// <summary>What became of a form, carried over the redirect that follows it.</summary>
/// <param name="Heading">The outcome in a line.</param>
/// <param name="Reasons">Why, in sentences.</param>
internal sealed record Outcome(string Heading, IReadOnlyList<string> Reasons)
{
    private const string Key = "outcome";

    internal static void Keep(ITempDataDictionary data, string heading, IEnumerable<DecisionReason> reasons) =>
        data[Key] = (string[])[heading, .. reasons.Select(reason => reason.Message)];

    /// <summary>Once: it is gone with the page that shows it.</summary>
    internal static Outcome? Take(ITempDataDictionary data) =>
        data[Key] is string[] and [var heading, .. var reasons] ? new Outcome(heading, reasons) : null;
}
