using System.Net;
using HelpdeskWeb.Story;
using HelpdeskWeb.Tests.Framework;

namespace HelpdeskWeb.Tests;

internal sealed class FormTests : HttpTest
{
    [Test]
    public async Task A_form_sent_twice_at_once_is_one_refund()
    {
        var path = await Visitor.RefundPathAsync("T-1001", "Bulbs");
        var form = await Visitor.FormAsync(path + "?amount=10.00");

        var responses = await Task.WhenAll(Visitor.PostAsync(path, form), Visitor.PostAsync(path, form));

        Assert.That(responses.Select(response => response.StatusCode), Is.All.EqualTo(HttpStatusCode.Redirect));
        Assert.That(Stripe.Account.Refunds.Where(refund => refund.Amount == 10_00), Has.Exactly(1).Items);
    }

    [Test]
    public async Task Two_forms_are_two_refunds()
    {
        var path = await Visitor.RefundPathAsync("T-1001", "Bulbs");

        foreach (var form in new[] { await Visitor.FormAsync(path + "?amount=5.00"), await Visitor.FormAsync(path + "?amount=5.00") })
        {
            using var response = await Visitor.PostAsync(path, form);
        }

        Assert.That(Stripe.Account.Refunds.Where(refund => refund.Amount == 5_00), Has.Exactly(2).Items);
    }

    [Test]
    public async Task Asking_what_would_be_decided_moves_nothing()
    {
        var path = await Visitor.RefundPathAsync("T-1001", "Bulbs");

        await Visitor.ReadAsync(path + "?amount=38.00");

        Assert.That(Stripe.Requests.Select(request => request.Method), Has.None.EqualTo("POST"));
    }

    [TestCase("__RequestVerificationToken", "forged")]
    [TestCase("__RequestVerificationToken", null)]
    [TestCase("requestId", "not an id!")]
    [TestCase("requestId", null)]
    [TestCase("amount", "all of it")]
    [TestCase("amount", null)]
    [TestCase("reason", "Because")]
    public async Task A_form_that_makes_no_sense_is_refused_kindly(string field, string? value)
    {
        var path = await Visitor.RefundPathAsync("T-1001", "Bulbs");
        var form = await Visitor.FormAsync(path + "?amount=38.00");
        form.Remove(field);
        if (value is not null)
        {
            form[field] = value;
        }

        using var response = await Visitor.PostAsync(path, form);

        Assert.That(response.StatusCode, Is.EqualTo(HttpStatusCode.BadRequest));
        Assert.That(await response.Content.ReadAsStringAsync(), Does.Contain("This form cannot be used").And.Contain("Nothing was done."));
        Assert.That(Stripe.Account.Refunds, Has.Count.EqualTo(1), "the seed's");
    }

    [TestCase("?handler=Agent", "agent=lee")]
    [TestCase("conversations/T-1001?handler=Answer", "requestId=x&version=1&approve=true")]
    [TestCase("conversations/T-1002?handler=Confirm", "evidence=none")]
    [TestCase("conversations/T-1001?handler=Play", "incident=DaysPass")]
    [TestCase("conversations/T-1001?handler=Arrival", "arrival=Twice")]
    public async Task No_form_is_taken_that_another_site_sent(string path, string body)
    {
        using var response = await Visitor.PostAsync("/" + path, body.Split('&').Select(field => KeyValuePair.Create(field.Split('=')[0], field.Split('=')[1])));

        Assert.That(response.StatusCode, Is.EqualTo(HttpStatusCode.BadRequest));
    }

    [Test]
    public async Task A_refund_of_somebody_elses_payment_is_not_there()
    {
        var path = await Visitor.RefundPathAsync("T-1003", "6:06:00");
        var form = await Visitor.FormAsync(path + "?amount=64.00");

        using var response = await Visitor.PostAsync(path.Replace("T-1003", "T-1001", StringComparison.Ordinal), form);

        Assert.That(response.StatusCode, Is.EqualTo(HttpStatusCode.NotFound));
        Assert.That(Stripe.Account.Refunds, Has.Count.EqualTo(1), "the seed's");
    }

    [TestCase("0")]
    [TestCase("-5")]
    [TestCase("1,50")]
    [TestCase("1.234")]
    [TestCase("9999999999999999999999999999999999")]
    [TestCase("<b>")]
    public async Task An_amount_that_is_none_is_answered_beside_the_field(string amount)
    {
        var path = await Visitor.RefundPathAsync("T-1001", "Bulbs");

        var page = await Visitor.ReadAsync($"{path}?amount={Uri.EscapeDataString(amount)}");

        Assert.That(page, Does.Contain("Write an amount such as 38.00").And.Contain("aria-invalid=\"true\"").And.Not.Contain("<b>"));
        Assert.That(page, Does.Not.Contain("name=\"requestId\""));
    }

    [Test]
    public async Task What_customers_write_is_encoded()
    {
        var page = await Visitor.ReadAsync("/conversations/T-1004");

        Assert.That(page, Does.Contain(WebUtility.HtmlEncode("<script>alert")).And.Not.Contain("<script>alert").And.Not.Contain("<img"));
        Assert.That(WebUtility.HtmlDecode(page), Does.Contain(Shop.HostileName).And.Contain(Shop.HostileText));
    }

    [TestCase("//evil.example/")]
    [TestCase("https://evil.example/")]
    public async Task Nobody_is_sent_away_from_here(string back)
    {
        var form = await Visitor.FormAsync("/");
        form["back"] = back;

        using var response = await Visitor.PostAsync("/?handler=Agent", form);

        Assert.That(response.Headers.Location?.OriginalString, Is.EqualTo("/"));
    }
}
