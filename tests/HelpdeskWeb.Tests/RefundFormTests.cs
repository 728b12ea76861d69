using BillingContext.Testing;
using HelpdeskWeb.Tests.Framework;
using Microsoft.Playwright;

namespace HelpdeskWeb.Tests;

internal sealed class RefundFormTests : BrowserTest
{
    [Test]
    public async Task A_double_click_is_one_refund()
    {
        await CheckAsync("10.00");
        Stripe.Faults.Add(StripeFault.Latency(TimeSpan.FromMilliseconds(500)).Times(2).On(HttpMethod.Post, "/v1/refunds"));

        // Chromium holds back the second submit of a double click. Not every browser does: so the form is also sent beside it.
        await Button("Refund $10.00").EvaluateAsync("one => { fetch(one.form.action, { method: 'post', body: new FormData(one.form), keepalive: true, redirect: 'manual' }); }");
        await Button("Refund $10.00").DblClickAsync();

        await Expect(Outcome("Refund of $10.00")).ToBeVisibleAsync();
        await Expect(Payment("Bulbs")).ToContainTextAsync("Partly refunded");

        // Of 38.00 there would be enough left for a second one.
        Assert.That(Stripe.Account.Refunds.Where(refund => refund.Amount == 10_00), Has.Exactly(1).Items);
    }

    [Test]
    public async Task A_form_that_was_overtaken_is_refused_and_says_why()
    {
        await CheckAsync("38.00");
        Stripe.Account.Refund(new Uri(Page.Url).Segments[^1], 30_00);

        await Button("Refund $38.00").ClickAsync();

        await Expect(Outcome("refused")).ToBeVisibleAsync();
        await Expect(Outcome("refused")).ToContainTextAsync("8.00 USD");
        Assert.That(Stripe.Account.Refunds, Has.Count.EqualTo(2), "the seed's and the colleague's");
    }

    [Test]
    public async Task A_form_whose_amount_was_changed_after_the_answer_is_decided_anew()
    {
        await CheckAsync("38.00");
        await Page.Locator("input[type=hidden][name=amount]").EvaluateAsync("one => { one.value = '3800.00'; }");

        await Button("Refund $38.00").ClickAsync();

        await Expect(Outcome("refused")).ToBeVisibleAsync();
        Assert.That(Stripe.Account.Refunds, Has.Count.EqualTo(1));
    }

    [Test]
    public async Task A_form_that_makes_no_sense_is_refused_kindly()
    {
        await CheckAsync("38.00");
        await Page.Locator("input[name=requestId]").EvaluateAsync("one => { one.value = 'not an id!'; }");

        await Button("Refund $38.00").ClickAsync();

        await Expect(Page.GetByRole(AriaRole.Heading, new PageGetByRoleOptions { Name = "This form cannot be used" })).ToBeFocusedAsync();
        Forgive("400");
    }

    private async Task CheckAsync(string amount)
    {
        await Page.GotoAsync("/conversations/T-1001");
        await Payment("Bulbs").GetByRole(AriaRole.Link, new LocatorGetByRoleOptions { Name = "Refund" }).ClickAsync();
        await Page.GetByLabel("Amount").FillAsync(amount);
        await Button("Check").ClickAsync();
    }

    private ILocator Outcome(string heading) => Page.GetByRole(AriaRole.Region, new PageGetByRoleOptions { Name = heading });
}
