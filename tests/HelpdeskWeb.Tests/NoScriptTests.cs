using HelpdeskWeb.Tests.Framework;
using Microsoft.Playwright;

namespace HelpdeskWeb.Tests;

/// <summary>The script makes pages live; nothing else hangs on it.</summary>
internal sealed class NoScriptTests : BrowserTest
{
    protected override BrowserNewContextOptions Window => new() { JavaScriptEnabled = false };

    [Test]
    public async Task A_refund_is_asked_for_and_approved()
    {
        await Page.GotoAsync("/conversations/T-1001");
        await Payment("Chandelier").GetByRole(AriaRole.Link, new LocatorGetByRoleOptions { Name = "Refund" }).ClickAsync();
        await Button("Check").ClickAsync();
        await Button("Ask for approval of $480.00").ClickAsync();
        await Button("Become Lee").ClickAsync();
        await Button("Approve").ClickAsync();

        await Expect(Page.GetByText("Refund of $480.00: sent to the bank")).ToBeVisibleAsync();
        Assert.That(Stripe.Account.Refunds[^1].Amount, Is.EqualTo(480_00));
    }
}
