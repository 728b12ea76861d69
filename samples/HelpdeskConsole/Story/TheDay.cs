using HelpdeskConsole.Facts;
using HelpdeskConsole.Screens;
using Microsoft.Extensions.DependencyInjection;

namespace HelpdeskConsole.Story;

/// <summary>One merchant's day, scene by scene, on a simulated Stripe: every call goes through the real adapter.</summary>
internal static class TheDay
{
    private static readonly string[] Opening =
    [
        "A lamp shop's day at the helpdesk, on a simulated Stripe: no account, no network, and the same code that talks to the real one.",
        "The shop's rules (refund-policy.json): below $150 within 30 days is refunded at once, older than 180 days never, the rest needs a person.",
    ];

    private static readonly (string Name, string Title, TimeSpan After, Func<Stage, Task> Tell)[] Scenes =
    [
        ("verified-ticket", "A signed-in customer writes", TimeSpan.Zero, VerifiedTicket.TellAsync),
        ("unverified-ticket", "Somebody writes an e-mail", TimeSpan.FromMinutes(20), UnverifiedTicket.TellAsync),
        ("charged-twice", "“Why was my card charged twice?”", TimeSpan.FromMinutes(25), ChargedTwice.TellAsync),
        ("refund", "The duplicate is refunded, within the policy", TimeSpan.FromMinutes(2), DuplicateRefund.TellAsync),
        ("same-request", "The agent clicks twice", TimeSpan.FromSeconds(1), SameRequest.TellAsync),
        ("refused", "A refund that is refused", TimeSpan.FromMinutes(4), Refused.TellAsync),
        ("webhook", "Something happens while the ticket is open", TimeSpan.FromMinutes(70), WebhookArrives.TellAsync),
        ("three-days-later", "“Where is my refund?”", TimeSpan.FromDays(3), ThreeDaysLater.TellAsync),
        ("cancel-at-period-end", "The club is cancelled, with its month", TimeSpan.FromMinutes(5), ClubEnds.TellAsync),
        ("undo-cancel", "The customer changes her mind", TimeSpan.FromMinutes(3), ClubGoesOn.TellAsync),
        ("cancel-now", "A subscription ends now, and the rest of it goes back", TimeSpan.FromMinutes(2), BulbBoxEndsNow.TellAsync),
        ("needs-approval", "A refund that needs a person", TimeSpan.FromMinutes(40), NeedsApproval.TellAsync),
        ("approval", "A person approves less", TimeSpan.FromMinutes(10), ApprovedForLess.TellAsync),
        ("limit", "The assistant reaches its limit", TimeSpan.FromMinutes(30), LimitReached.TellAsync),
        ("switch", "An alarm stops the assistant", TimeSpan.FromDays(1), SwitchPulled.TellAsync),
        ("audit", "The audit log", TimeSpan.FromMinutes(10), AuditLog.TellAsync),
    ];

    internal static async Task TellAsync(IScreen screen)
    {
        var shop = SeedShop.Open();
        await using var services = Registration.ForStory(shop.Stripe);
        await TellAsync(shop, services, screen);
    }

    internal static async Task TellAsync(Shop shop, IServiceProvider services, IScreen screen)
    {
        var stage = new Stage(shop, services.GetRequiredService<Helpdesk>(), screen);
        Array.ForEach(Opening, stage.Say);
        foreach (var (index, scene) in Scenes.Index())
        {
            shop.Clock.Advance(scene.After);
            screen.Show(new SceneFact(scene.Name, index + 1, scene.Title, shop.Clock.GetUtcNow()));
            await scene.Tell(stage);
        }
    }
}
