using BillingContext.Webhooks;
using HelpdeskConsole.Facts;
using Spectre.Console;
using Spectre.Console.Rendering;

namespace HelpdeskConsole.Screens;

/// <summary>What arrived at the endpoint, and what a conversation heard of it.</summary>
internal static class WebhookViews
{
    internal static IRenderable Deliveries(WebhooksFact fact)
    {
        var table = Grids.Of("Delivery", "Event", "Result", "Code", "Answer");
        foreach (var line in fact.Deliveries)
        {
            var colour = line.Status switch
            {
                WebhookRoutingStatus.Accepted or WebhookRoutingStatus.Handled => "green",
                WebhookRoutingStatus.Duplicate or WebhookRoutingStatus.Ignored => "grey",
                _ => "red",
            };
            table.AddRow(line.Delivery, Safe.Markup(line.Type), $"[{colour}]{line.Status}[/]", $"[grey]{Safe.Markup(line.Code)}[/]", $"{line.Answer}");
        }

        return table;
    }

    internal static IRenderable Changes(ChangesFact fact) => new Rows(
        fact.Changes.Select(change => new Markup(
            $"[aqua]→ {Safe.Markup(fact.Ticket)} hears:[/] {change.What} changed  [grey]{Safe.Markup(change.EventType)}, {Safe.Markup(change.ObjectId)}[/]")));
}
