using HelpdeskWeb.Story;
using HelpdeskWeb.Tests.Framework;
using Microsoft.Playwright;

namespace HelpdeskWeb.Tests;

internal sealed class HostileTextTests : BrowserTest
{
    [Test]
    public async Task What_customers_write_stays_text()
    {
        await Page.GotoAsync("/conversations/T-1004");

        await Expect(Page.GetByRole(AriaRole.Heading, new PageGetByRoleOptions { Level = 1 })).ToHaveTextAsync(Shop.HostileText);
        await Expect(Page.Locator("#panel")).ToContainTextAsync(Shop.HostileName);
        await Expect(Page.Locator("blockquote")).ToContainTextAsync(Shop.HostileText);
        Assert.That(await Page.Locator("main script, main img").CountAsync(), Is.Zero);
    }

    [Test]
    public async Task It_stays_text_when_the_panel_is_replaced()
    {
        await Page.GotoAsync("/conversations/T-1004");

        await Button("The customer pays").ClickAsync();

        await Expect(Payment("Gift card")).ToBeVisibleAsync();
        await Expect(Page.Locator("#panel")).ToContainTextAsync(Shop.HostileName);
        Assert.That(await Page.Locator("main script, main img").CountAsync(), Is.Zero);
    }

    [Test]
    public async Task It_stays_text_on_the_way_to_a_refund()
    {
        await Page.GotoAsync("/conversations/T-1004");

        await Link("Refund…").ClickAsync();
        await Button("Check").ClickAsync();
        await Page.GetByLabel("Note").FillAsync(Shop.HostileText);
        await Button("Refund $19.99").ClickAsync();

        await Expect(Page.GetByText("Refund of $19.99: sent to the bank")).ToBeVisibleAsync();
        Assert.That(await Page.Locator("main script, main img").CountAsync(), Is.Zero);
    }
}
