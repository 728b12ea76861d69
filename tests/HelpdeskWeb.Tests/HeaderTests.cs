using System.Net;
using BillingContext.Testing;
using HelpdeskWeb.Tests.Framework;

namespace HelpdeskWeb.Tests;

internal sealed class HeaderTests : HttpTest
{
    [TestCase("/", HttpStatusCode.OK)]
    [TestCase("/conversations/T-1001", HttpStatusCode.OK)]
    [TestCase("/conversations/T-1001?handler=Panel", HttpStatusCode.OK)]
    [TestCase("/live.js", HttpStatusCode.OK)]
    [TestCase("/site.css", HttpStatusCode.OK)]
    [TestCase("/conversations/T-9999", HttpStatusCode.NotFound)]
    [TestCase("/conversations/T-1001/refund/pi_of_somebody_else", HttpStatusCode.NotFound)]
    [TestCase("/conversations/T-1001/cancel/sub_of_somebody_else", HttpStatusCode.NotFound)]
    public async Task Every_answer_lets_nothing_but_our_own_files_run(string path, HttpStatusCode status)
    {
        using var response = await Visitor.GetAsync(path);

        Assert.That(response.StatusCode, Is.EqualTo(status));
        var policy = response.Headers.GetValues("Content-Security-Policy").Single();
        Assert.That(policy, Does.StartWith("default-src 'none'; script-src 'self';").And.Contain("frame-ancestors 'none'").And.Contain("form-action 'self'"));
        Assert.That(policy, Does.Not.Contain("unsafe"));
        Assert.That(response.Headers.GetValues("X-Content-Type-Options"), Is.EqualTo(new[] { "nosniff" }));
    }

    [Test]
    public async Task No_page_has_anything_inline()
    {
        foreach (var path in new[] { "/", "/conversations/T-1001", "/conversations/T-1004", "/problem/500" })
        {
            var page = await Visitor.ReadAsync(path);

            Assert.That(page, Does.Not.Match("<script(?! src=)"), path);
            Assert.That(page, Does.Not.Match("<style|<[^>]* style=|<[^>]* on[a-z]+=|javascript:"), path);
        }
    }

    [Test]
    public async Task A_page_of_payments_is_not_kept_by_the_browser()
    {
        using var response = await Visitor.GetAsync("/conversations/T-1001");

        Assert.That(response.Headers.CacheControl?.NoStore, Is.True);
    }

    [Test]
    public async Task Stripe_unavailable_is_said_without_what_the_exception_says()
    {
        Stripe.Faults.Add(StripeFault.Status(401, """{"error":{"message":"Invalid API Key provided: sk_test_****ator"}}""").Times(100).On(HttpMethod.Get, "/v1/"));

        using var response = await Visitor.GetAsync("/conversations/T-1002");

        Assert.That(response.StatusCode, Is.EqualTo(HttpStatusCode.ServiceUnavailable));
        var page = await response.Content.ReadAsStringAsync();
        Assert.That(page, Does.Contain("Stripe could not be asked").And.Not.Contain("Exception").And.Not.Contain("sk_test"));
    }

    [Test]
    public async Task What_the_key_may_not_read_is_named_and_not_left_out()
    {
        Stripe.SetPermissions(StripeSimulator.SecretKey, "customer_read", "payment_intent_read", "charge_read", "subscription_read", "invoice_read");

        var page = await Visitor.ReadAsync("/conversations/T-1001");

        Assert.That(page, Does.Contain("Not everything is shown.").And.Contain("Disputes could not be read"));
    }

    [Test]
    public async Task No_other_name_than_this_machines_is_answered()
    {
        using var response = await Visitor.GetAsync("/", host: "evil.example");

        Assert.That(response.StatusCode, Is.EqualTo(HttpStatusCode.BadRequest));
    }

    [Test]
    public async Task What_is_no_page_is_answered_without_one()
    {
        using var unsigned = await Visitor.PostAsync("/webhooks/stripe", []);
        using var nobodys = await Visitor.GetAsync("/conversations/T-9999/feed");

        Assert.That(unsigned.StatusCode, Is.EqualTo(HttpStatusCode.BadRequest));
        Assert.That(await unsigned.Content.ReadAsStringAsync(), Is.Empty);
        Assert.That(nobodys.StatusCode, Is.EqualTo(HttpStatusCode.NotFound));
        Assert.That(await nobodys.Content.ReadAsStringAsync(), Is.Empty);
    }

    [Test]
    public void Without_a_sign_in_it_starts_on_a_developers_machine_only()
    {
        Assert.That(() => HelpdeskApp.Create(["--environment=Production"]), Throws.InvalidOperationException.With.Message.Contains("no sign-in"));
    }
}
