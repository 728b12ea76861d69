using BillingContext.Payments;
using BillingContext.Testing;
using BillingContext.Webhooks;
using HelpdeskConsole.Facts;

namespace HelpdeskConsole.Story;

/// <summary>A colleague refunds in the dashboard; Stripe tells by webhook, and the open conversation hears of it.</summary>
internal static class WebhookArrives
{
    private const string SomebodyElsesSecret = "whsec_guessed_by_somebody_else";

    internal static async Task TellAsync(Stage stage)
    {
        await RouteAllAsync(stage, "earlier today");

        var context = await stage.Helpdesk.Contexts.GetAsync(await stage.MayaAsync());
        stage.Say($"{Stage.MayasTicket} is still open. A colleague refunds the club month in Stripe's dashboard.");
        stage.Shop.Stripe.Account.Refund(stage.Shop.ClubMonth.Value, reason: "requested_by_customer");

        using var closing = new CancellationTokenSource();
        await using var feed = stage.Helpdesk.Feed.WatchAsync(context.Resolution, context.ChangeToken, closing.Token).GetAsyncEnumerator(closing.Token);
        var deliveries = await DeliverAsync(stage);
        stage.Screen.Show(new WebhooksFact(deliveries));

        var changes = new List<ChangeLine>();
        while (changes.Count < deliveries.Count(line => line.Status == WebhookRoutingStatus.Accepted) && await feed.MoveNextAsync())
        {
            changes.Add(ChangeLine.Of(feed.Current));
        }

        stage.Screen.Show(new ChangesFact(context.Resolution.Ticket.Value, changes));
        await closing.CancelAsync();

        var (before, after) = (ClubMonth(context), ClubMonth(await stage.Helpdesk.Contexts.GetAsync(context.Resolution)));
        stage.Say($"So it reads anew. Of the club month {before.Refunded} was refunded before, {after.Refunded} is now.");

        Payment ClubMonth(PaymentContext read) => read.Payments.Single(payment => payment.Id == stage.Shop.ClubMonth);
    }

    /// <summary>What is on its way, after a forged copy of the first, and with a repetition of the last, as Stripe may do.</summary>
    private static async Task<List<WebhookLine>> DeliverAsync(Stage stage)
    {
        var webhooks = stage.Shop.Stripe.Account.TakeWebhooks();
        var lines = new List<WebhookLine> { await RouteAsync(stage, "forged", webhooks[0].Signed(SomebodyElsesSecret)) };
        foreach (var webhook in webhooks)
        {
            lines.Add(await RouteAsync(stage, "from Stripe", webhook));
        }

        lines.Add(await RouteAsync(stage, "sent again", webhooks[^1]));
        return lines;
    }

    private static async Task RouteAllAsync(Stage stage, string delivery)
    {
        foreach (var webhook in stage.Shop.Stripe.Account.TakeWebhooks())
        {
            await RouteAsync(stage, delivery, webhook);
        }
    }

    private static async Task<WebhookLine> RouteAsync(Stage stage, string delivery, SimulatedWebhook webhook)
    {
        var result = await stage.Helpdesk.Webhooks.RouteAsync(new WebhookDelivery(webhook.Body, webhook.SignatureHeader));
        return WebhookLine.Of(delivery, webhook.Type, result);
    }
}
