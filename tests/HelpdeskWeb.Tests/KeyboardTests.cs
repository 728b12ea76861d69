using HelpdeskWeb.Tests.Framework;
using Microsoft.Playwright;

namespace HelpdeskWeb.Tests;

/// <summary>Nobody touches a mouse here.</summary>
internal sealed class KeyboardTests : BrowserTest
{
    [Test]
    public async Task The_first_stop_leads_to_the_content()
    {
        await Page.GotoAsync("/conversations/T-1001");

        await Page.Keyboard.PressAsync("Tab");
        await Expect(Link("Skip to the content")).ToBeFocusedAsync();
        await Page.Keyboard.PressAsync("Enter");

        await Expect(Page.Locator("main")).ToBeFocusedAsync();
    }

    [Test]
    public async Task A_refund_is_made()
    {
        await Page.GotoAsync("/conversations/T-1001");

        await AskAsync("Bulbs", "20.00");
        await Expect(Decision("Allowed")).ToBeFocusedAsync();
        await PressAsync(Button("Refund $20.00"));

        await Expect(Outcome("Refund of $20.00: sent to the bank")).ToBeFocusedAsync();
        Assert.That(Stripe.Account.Refunds[^1].Amount, Is.EqualTo(20_00));
        await Expect(Payment("Bulbs")).ToContainTextAsync("Partly refunded");
    }

    [Test]
    public async Task A_refund_is_approved_by_a_second_person()
    {
        await Page.GotoAsync("/conversations/T-1001");

        await AskAsync("Chandelier");
        await Expect(Decision("Needs approval")).ToBeFocusedAsync();
        await PressAsync(Button("Ask for approval of $480.00"));
        await Expect(Outcome("Refund of $480.00: needs approval")).ToBeFocusedAsync();
        await Expect(Button("Approve")).ToHaveCountAsync(0);
        await PressAsync(Button("Become Lee"));
        await PressAsync(Button("Approve the Refund of $480.00, Chandelier"));

        await Expect(Outcome("Refund of $480.00: sent to the bank")).ToBeFocusedAsync();
        Assert.That(Stripe.Account.Refunds[^1].Amount, Is.EqualTo(480_00));
    }

    [Test]
    public async Task A_refund_is_rejected_by_a_second_person()
    {
        await Page.GotoAsync("/conversations/T-1001");

        await AskAsync("Chandelier");
        await PressAsync(Button("Ask for approval of $480.00"));
        await PressAsync(Button("Become Lee"));
        await PressAsync(Button("Reject the Refund of $480.00, Chandelier"));

        await Expect(Outcome("Refund of $480.00: refused")).ToBeFocusedAsync();
        Assert.That(Stripe.Account.Refunds, Has.Count.EqualTo(1), "the one of the seed");
    }

    [Test]
    public async Task A_refund_that_is_not_allowed_cannot_be_made_and_says_why()
    {
        await Page.GotoAsync("/conversations/T-1001");

        await AskAsync("Reading lamp");

        await Expect(Decision("Not allowed")).ToBeFocusedAsync();
        await Expect(Decision("Not allowed")).ToContainTextAsync("dispute");
        await Expect(Button("Refund")).ToHaveCountAsync(0);
    }

    [Test]
    public async Task A_subscription_is_canceled_with_what_is_left_of_it()
    {
        await Page.GotoAsync("/conversations/T-1001");

        await PressAsync(Link("Cancel…"));
        await TabToAsync(Page.GetByLabel("When", new PageGetByLabelOptions { Exact = true }));
        await Page.Keyboard.TypeAsync("At once");
        await TabToAsync(Page.GetByLabel("What goes back of the latest invoice"));
        await Page.Keyboard.TypeAsync("What was");
        await PressAsync(Button("Check"));
        await Expect(Page.GetByText("The subscription ends at once.")).ToBeVisibleAsync();
        await PressAsync(Button("Cancel and refund"));

        await Expect(Outcome("Subscription: ended")).ToBeFocusedAsync();
        await Expect(Page.Locator("#panel")).ToContainTextAsync("Ended");
        Assert.That(Stripe.Account.Refunds, Has.Count.EqualTo(2));
    }

    /// <summary>From the panel to the decision.</summary>
    private async Task AskAsync(string description, string? amount = null)
    {
        await PressAsync(Payment(description).GetByRole(AriaRole.Link, new LocatorGetByRoleOptions { Name = "Refund" }));
        if (amount is not null)
        {
            await TabToAsync(Page.GetByLabel("Amount"));
            await Page.Keyboard.PressAsync("Control+A");
            await Page.Keyboard.TypeAsync(amount);
        }

        await PressAsync(Button("Check"));
    }

    private async Task PressAsync(ILocator control)
    {
        await TabToAsync(control);
        await Page.Keyboard.PressAsync("Enter");
    }

    private ILocator Decision(string verdict) => Page.GetByRole(AriaRole.Region, new PageGetByRoleOptions { Name = verdict });

    private ILocator Outcome(string heading) => Page.GetByRole(AriaRole.Region, new PageGetByRoleOptions { Name = heading });
}
