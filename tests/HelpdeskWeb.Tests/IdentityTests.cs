using HelpdeskWeb.Tests.Framework;
using Microsoft.Playwright;

namespace HelpdeskWeb.Tests;

internal sealed class IdentityTests : BrowserTest
{
    [Test]
    public async Task Who_only_wrote_an_email_is_not_verified_until_somebody_checks()
    {
        await Page.GotoAsync("/conversations/T-1002");
        await Expect(Customer).ToContainTextAsync("Not verified");
        await CheckRefundAsync();
        await Expect(Page.Locator("#decision")).Not.ToContainTextAsync("Allowed");

        await Link("Back to T-1002").ClickAsync();
        await Page.GetByLabel("How did you check").FillAsync("Named the order on the phone.");
        await Button("I have checked this person").ClickAsync();

        await Expect(Customer).ToContainTextAsync("Confirmed");
        await CheckRefundAsync();
        await Expect(Page.Locator("#decision")).ToContainTextAsync("Allowed");
    }

    [Test]
    public async Task What_one_agent_checked_holds_for_them_alone()
    {
        await Page.GotoAsync("/conversations/T-1002");
        await Page.GetByLabel("How did you check").FillAsync("Named the order on the phone.");
        await Button("I have checked this person").ClickAsync();
        await Button("Become Lee").ClickAsync();

        await CheckRefundAsync();
        await Expect(Page.Locator("#decision")).Not.ToContainTextAsync("Allowed");

        await Link("Back to T-1002").ClickAsync();
        await Page.GetByLabel("How did you check").FillAsync("Called back on the number we have.");
        await Button("I have checked this person").ClickAsync();
        await CheckRefundAsync();
        await Expect(Page.Locator("#decision")).ToContainTextAsync("Allowed");
    }

    [Test]
    public async Task A_second_charge_is_shown_with_its_evidence_and_refunded_from_there()
    {
        await Page.GotoAsync("/conversations/T-1003");
        var finding = Page.GetByRole(AriaRole.Region, new PageGetByRoleOptions { Name = "Charged twice" });
        await Expect(finding).ToContainTextAsync("The same order: 1043.");

        await Link("Refund one of them").ClickAsync();
        await Expect(Page.GetByLabel("Reason")).ToHaveValueAsync("Duplicate");
        await Button("Check").ClickAsync();
        await Button("Refund $64.00").ClickAsync();

        await Expect(Page.GetByText("Refund of $64.00: sent to the bank")).ToBeVisibleAsync();
        await Expect(finding).ToHaveCountAsync(0);
        Assert.That(Stripe.Account.Refunds[^1].Reason, Is.EqualTo("duplicate"));
    }

    [Test]
    public async Task An_address_is_looked_up_once()
    {
        await Page.GotoAsync("/conversations/T-1002");
        Stripe.ClearRequests();

        await Page.ReloadAsync();

        Assert.That(Stripe.Requests, Is.Empty);
    }

    private ILocator Customer => Page.GetByRole(AriaRole.Region, new PageGetByRoleOptions { Name = "Customer" });

    private async Task CheckRefundAsync()
    {
        await Link("Refund…").ClickAsync();
        await Button("Check").ClickAsync();
        await Expect(Page.Locator("#decision")).ToBeVisibleAsync();
    }
}
