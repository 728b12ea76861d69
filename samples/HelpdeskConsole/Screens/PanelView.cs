using BillingContext.Customers;
using BillingContext.Payments;
using HelpdeskConsole.Facts;
using Spectre.Console;
using Spectre.Console.Rendering;

namespace HelpdeskConsole.Screens;

/// <summary>The panel beside a ticket.</summary>
internal static class PanelView
{
    internal static IRenderable Of(PanelFact panel)
    {
        var colour = ColourOf(panel.Status);
        return Grids.Box(
            panel.Ticket is null ? "Customer" : Safe.Markup($"Ticket {panel.Ticket}"),
            colour,
            [
                new Markup($"[bold black on {colour.ToMarkup()}] {panel.Identity} [/]  {CustomerText(panel.Customer)}"),
                new Markup($"[{colour.ToMarkup()}]{Safe.Markup(panel.IdentityMeans)}[/]"),
                Text.Empty,
                PaymentsTable.Of(panel.Payments),
                Text.Empty,
                .. SubscriptionLines(panel.Subscriptions),
                .. MissingLines(panel),
            ]);
    }

    /// <summary>What could not be read, also under a list of candidates.</summary>
    internal static IEnumerable<IRenderable> Gaps(IEnumerable<string> missing) => missing.Select(gap => new Markup($"[yellow]Missing: {Safe.Markup(gap)}[/]"));

    private static IEnumerable<IRenderable> MissingLines(PanelFact panel) => panel.Missing.Count == 0
        ? [new Markup($"[grey]Nothing is missing, as of {Words.Minute(panel.AsOf)}.[/]")]
        : Gaps(panel.Missing);

    private static string CustomerText(CustomerLine customer)
    {
        string?[] parts =
        [
            customer.Name is { } name ? $"[bold]{Safe.Markup(name)}[/]" : null,
            customer.Email is { } email ? Safe.Markup(email) : null,
            customer.Link is { } link ? $"[link={link}]{Safe.Markup(customer.Id)}[/]" : null,
            customer.Since is { } since ? $"[grey]since {Words.Day(since)}[/]" : null,
            customer.IsDelinquent ? "[red]an invoice is overdue[/]" : null,
            customer.Balance is { } balance ? $"balance {Safe.Markup(balance.Text)}" : null,
            StateText(customer.State),
        ];
        return string.Join(" [grey]·[/] ", parts.Where(part => part is not null));
    }

    private static string? StateText(CustomerState state) => state switch
    {
        CustomerState.Deleted => "[red]deleted at Stripe[/]",
        CustomerState.Missing => "[red]Stripe has nothing by this id in this account and mode[/]",
        CustomerState.Guest => "a guest: paid without being a customer",
        CustomerState.Unknown => "[yellow]the customer's record could not be read[/]",
        _ => null,
    };

    private static IEnumerable<IRenderable> SubscriptionLines(IReadOnlyList<SubscriptionLine> subscriptions)
    {
        foreach (var subscription in subscriptions)
        {
            var colour = subscription.Status switch
            {
                SubscriptionStatus.Active or SubscriptionStatus.Trialing => "green",
                SubscriptionStatus.Canceled or SubscriptionStatus.IncompleteExpired => "grey",
                _ => "yellow",
            };
            var until = subscription.PeriodEnd is { } end ? $", {(subscription.EndsWithPeriod ? "ends" : "paid until")} {Words.Day(end)}" : "";
            yield return new Markup(
                $"Subscription [{colour}]{Safe.Markup(subscription.StripeStatus)}[/]: {Safe.Markup(string.Join(" + ", subscription.Items))}{until}  "
                + $"[grey][link={subscription.Link}]{Safe.Markup(subscription.Id)}[/][/]");
        }
    }

    private static Color ColourOf(ResolutionStatus status) => status switch
    {
        ResolutionStatus.Verified => Color.Green,
        ResolutionStatus.Confirmed => Color.Aqua,
        _ => Color.Yellow,
    };
}
