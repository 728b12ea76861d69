using BillingContext.Testing;
using HelpdeskWeb.Tests.Framework;
using Microsoft.Playwright;

namespace HelpdeskWeb.Tests;

internal sealed class LiveTests : BrowserTest
{
    [Test]
    public async Task A_refund_that_settles_is_shown_without_a_reload()
    {
        await Page.GotoAsync("/conversations/T-1001");
        await Expect(Payment("Desk lamp")).ToContainTextAsync("Not sent yet");
        await MarkAsync();

        Stripe.Account.CompleteRefund(Stripe.Account.Refunds.Single().Id);

        await Expect(Payment("Desk lamp")).ToContainTextAsync("Sent to the bank");
        await Expect(Page.Locator("#said")).ToContainTextAsync("$64.00 was sent to the bank on November 1, 2026.");
        await AssertNotReloadedAsync();
    }

    [TestCase("once, in order")]
    [TestCase("twice each")]
    [TestCase("the newest first")]
    public async Task The_day_plays_however_its_webhooks_arrive(string arrival)
    {
        await Page.GotoAsync("/conversations/T-1001");
        await Page.GetByLabel("Webhooks arrive").SelectOptionAsync(arrival);
        await Page.GetByText("Set", new PageGetByTextOptions { Exact = true }).ClickAsync();
        await MarkAsync();

        await Button("The refund fails").ClickAsync();
        await Expect(Payment("Desk lamp")).ToContainTextAsync("Sent back by the bank");
        await Button("The dispute is won").ClickAsync();
        await Expect(Payment("Reading lamp")).ToContainTextAsync("is won");
        await Button("The bank warns of fraud").ClickAsync();
        await Expect(Payment("Desk lamp")).ToContainTextAsync("warns of fraud");
        await Button("The newest payment is disputed").ClickAsync();
        await Expect(Payment("Desk lamp")).ToContainTextAsync("Disputed");
        await Button("The dispute is lost").ClickAsync();
        await Expect(Payment("Desk lamp")).ToContainTextAsync("is lost");
        await Button("The customer pays").ClickAsync();
        await Expect(Payment("Gift card")).ToContainTextAsync("Paid");
        await Button("The renewal is declined").ClickAsync();
        await Expect(Page.Locator("#panel")).ToContainTextAsync("Past due");

        await AssertNotReloadedAsync();
    }

    [Test]
    public async Task What_is_open_and_focused_stays_where_it_was()
    {
        await Page.GotoAsync("/conversations/T-1001");
        var steps = Payment("Desk lamp").Locator("summary");
        await steps.ClickAsync();
        var link = Payment("Chandelier").GetByRole(AriaRole.Link, new LocatorGetByRoleOptions { Name = "Refund" });
        await link.FocusAsync();
        var id = await link.GetAttributeAsync("id");
        var top = await TopOfAsync(id);

        await Button("The customer pays").EvaluateAsync("one => one.form.requestSubmit(one)");

        await Expect(Payment("Gift card")).ToBeVisibleAsync();
        await Expect(link).ToBeFocusedAsync();
        await Expect(Payment("Desk lamp").Locator("ol")).ToBeVisibleAsync();
        Assert.That(await TopOfAsync(id), Is.EqualTo(top).Within(2));
    }

    [Test]
    public async Task A_form_that_somebody_is_writing_in_is_not_replaced()
    {
        await Page.GotoAsync("/conversations/T-1002");
        var evidence = Page.GetByLabel("How did you check");
        await evidence.FillAsync("Named the order number on the");

        await Button("The customer pays").EvaluateAsync("one => one.form.requestSubmit(one)");

        await Expect(Page.Locator("#said")).ToContainTextAsync("This has changed.");
        await Expect(evidence).ToHaveValueAsync("Named the order number on the");
        await Expect(evidence).ToBeFocusedAsync();
    }

    [Test]
    public async Task Who_is_about_to_refund_is_told_of_a_change()
    {
        await Page.GotoAsync("/conversations/T-1001");
        await Payment("Bulbs").GetByRole(AriaRole.Link, new LocatorGetByRoleOptions { Name = "Refund" }).ClickAsync();
        await Button("Check").ClickAsync();
        await Expect(Button("Refund $38.00")).ToBeVisibleAsync();

        Stripe.Account.CompleteRefund(Stripe.Account.Refunds.Single().Id);

        await Expect(Page.Locator("#said")).ToContainTextAsync("have changed since you opened this page");
        await Expect(Button("Refund $38.00")).ToBeVisibleAsync();
    }

    /// <summary>In one step: between two the element may be replaced once more.</summary>
    private Task<double> TopOfAsync(string? id) => Page.EvaluateAsync<double>("id => document.getElementById(id).getBoundingClientRect().top", id);
}
