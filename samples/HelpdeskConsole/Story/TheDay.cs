using HelpdeskConsole.Facts;
using HelpdeskConsole.Screens;
using Microsoft.Extensions.DependencyInjection;

namespace HelpdeskConsole.Story;

/// <summary>One merchant's day, scene by scene, on a simulated Stripe: every call goes through the real adapter.</summary>
internal static class TheDay
{
    private static readonly (string Name, string Title, Func<Stage, Task> Tell)[] Scenes =
    [
        ("verified-ticket", "A signed-in customer writes", VerifiedTicket.TellAsync),
        ("unverified-ticket", "Somebody writes an e-mail", UnverifiedTicket.TellAsync),
        ("charged-twice", "“Why was my card charged twice?”", ChargedTwice.TellAsync),
        ("refund", "A refund within the policy, and its way to the customer", DuplicateRefund.TellAsync),
        ("same-request", "The agent clicks twice", SameRequest.TellAsync),
        ("refused", "A refund that is refused", Refused.TellAsync),
        ("needs-approval", "A refund that needs a person", NeedsApproval.TellAsync),
        ("webhook", "Something happens while the ticket is open", WebhookArrives.TellAsync),
        ("audit", "The audit log", AuditLog.TellAsync),
    ];

    internal static async Task TellAsync(IScreen screen)
    {
        var shop = SeedShop.Open();
        await using var services = Registration.ForStory(shop.Stripe);
        var stage = new Stage(shop, services.GetRequiredService<Helpdesk>(), screen);
        foreach (var (index, scene) in Scenes.Index())
        {
            screen.Show(new SceneFact(scene.Name, index + 1, scene.Title, shop.Clock.GetUtcNow()));
            await scene.Tell(stage);
        }
    }
}
