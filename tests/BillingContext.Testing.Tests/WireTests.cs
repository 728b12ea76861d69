using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using BillingContext.Testing.Tests.Framework;

namespace BillingContext.Testing.Tests;

public sealed class WireTests
{
    private readonly StripeSimulator _stripe = new();

    [TestCase("GET", "/v1/coupons")]
    [TestCase("GET", "/v1/charges/")]
    [TestCase("DELETE", "/v1/refunds/re_1")]
    [TestCase("POST", "/v1/coupons")]
    [TestCase("GET", "/")]
    [TestCase("GET", "/v2/core/events")]
    public async Task Knows_no_other_urls_and_says_so(string method, string path)
    {
        using var wire = new Wire(_stripe);

        var answer = await wire.SendAsync(new HttpMethod(method), path);

        Assert.That(answer.Status, Is.EqualTo(404));
        Assert.That(answer.Message, Does.StartWith($"Unrecognized request URL ({method}: {path}).").And.Contain("StripeSimulator"));
        Assert.That(answer.Error.GetProperty("type").GetString(), Is.EqualTo("invalid_request_error"));
    }

    [Test]
    public void Gives_every_answer_a_request_id_and_the_version()
    {
        using var plain = new Wire(_stripe);
        using var versioned = new Wire(_stripe) { Version = "2025-09-30.clover" };
        using var stranger = new Wire(_stripe, "sk_test_nobody");

        Assert.That(plain.Get("/v1/account").Header("Request-Id"), Does.StartWith("req_"));
        Assert.That(plain.Get("/v1/account").Header("Stripe-Version"), Is.EqualTo("2026-07-29.dahlia"));
        Assert.That(versioned.Get("/v1/account").Header("Stripe-Version"), Is.EqualTo("2025-09-30.clover"));
        Assert.That(stranger.Get("/v1/account").Header("Request-Id"), Does.StartWith("req_"));
    }

    [Test]
    public void Refuses_a_version_that_is_none()
    {
        using var wire = new Wire(_stripe) { Version = "latest" };

        var answer = wire.Get("/v1/account");

        Assert.That((answer.Status, answer.Message), Is.EqualTo((400, "Invalid Stripe API version: latest")));
    }

    [TestCase("charge[=1")]
    [TestCase("[charge]=1")]
    [TestCase("charge]x[=1")]
    [TestCase("charge=1&charge[a]=2")]
    [TestCase("charge[a]=2&charge=1")]
    [TestCase("metadata[a]b[c]=2")]
    [TestCase("metadata[a][b]=c")]
    [TestCase("metadata=text")]
    [TestCase("metadata[]=x&metadata[][y]=z&amount=%")]
    [TestCase("%00%ff%zz=%")]
    [TestCase("=&&&==")]
    [TestCase("expand=charge")]
    [TestCase("expand[][x]=charge")]
    [TestCase("expand[]=")]
    [TestCase("created[gte][lte]=1")]
    public void Answers_a_malformed_form_with_an_error_and_changes_nothing(string form)
    {
        var payment = _stripe.Account.Pay(null, 5000);
        using var wire = new Wire(_stripe);

        var answer = wire.Post("/v1/refunds", $"charge={payment.ChargeId}&{form}", "key-1");
        var list = wire.Get("/v1/refunds?" + form);

        Assert.That(answer.Status, Is.EqualTo(400), answer.Body);
        Assert.That(list.Status, Is.EqualTo(400), list.Body);
        Assert.That(answer.Message, Is.Not.Empty);
        Assert.That(_stripe.Account.Refunds, Is.Empty);
    }

    [Test]
    public void Answers_absurd_sizes_with_an_error()
    {
        var payment = _stripe.Account.Pay(null, 5000);
        using var wire = new Wire(_stripe);
        var charge = $"charge={payment.ChargeId}";

        var answers = new[]
        {
            wire.Post("/v1/refunds", charge + "&metadata" + string.Concat(Enumerable.Repeat("[a]", 5000)) + "=1"),
            wire.Post("/v1/refunds", charge + "&metadata[a]=" + new string('x', 2_000_000)),
            wire.Post("/v1/refunds", charge + string.Concat(Enumerable.Range(0, 5000).Select(i => $"&metadata[k{i}]=1"))),
            wire.Post("/v1/refunds", charge + string.Concat(Enumerable.Range(0, 51).Select(i => $"&metadata[k{i}]=1"))),
            wire.Post("/v1/refunds", charge + $"&metadata[{new string('k', 41)}]=1"),
            wire.Post("/v1/refunds", charge + $"&metadata[k]={new string('v', 501)}"),
            wire.Post("/v1/refunds", charge + $"&instructions_email={new string('e', 5001)}"),
        };

        Assert.That(answers.Select(a => a.Status), Is.All.EqualTo(400));
        Assert.That(_stripe.Account.Refunds, Is.Empty);
    }

    [TestCase("application/json", """{"charge":"ch_1"}""")]
    [TestCase("multipart/form-data", "charge=ch_1")]
    public async Task Takes_forms_only(string type, string body)
    {
        using var http = new HttpClient(_stripe.CreateHandler());
        using var request = new HttpRequestMessage(HttpMethod.Post, "https://api.stripe.com/v1/refunds");
        request.Headers.Authorization = new("Bearer", StripeSimulator.SecretKey);
        request.Content = new ByteArrayContent(Encoding.UTF8.GetBytes(body));
        request.Content.Headers.ContentType = MediaTypeHeaderValue.Parse(type);

        using var response = await http.SendAsync(request);

        Assert.That((int)response.StatusCode, Is.EqualTo(400));
        Assert.That(await response.Content.ReadAsStringAsync(), Does.Contain("application/x-www-form-urlencoded"));
    }

    [Test]
    public void Gives_hostile_text_back_as_it_came()
    {
        const string Text = "</script>\"\\\r\n\u0000\u001b[31m💥 ‮";
        var payment = _stripe.Account.Pay(null, 5000);
        using var wire = new Wire(_stripe);

        var answer = wire.Post("/v1/refunds", $"charge={payment.ChargeId}&metadata[x]={Uri.EscapeDataString(Text)}");

        Assert.That(answer.TextAt("metadata.x"), Is.EqualTo(Text));
    }

    [Test]
    public void Remembers_requests_without_the_key()
    {
        var payment = _stripe.Account.Pay(null, 5000);
        using var wire = new Wire(_stripe) { Version = "2026-07-29.dahlia" };
        wire.Post("/v1/refunds", $"charge={payment.ChargeId}&metadata[order]=o+1&expand[]=charge&expand[]=payment_intent", "key-1");
        wire.Get("/v1/refunds?limit=5");

        var requests = _stripe.Requests;

        Assert.That(requests.Select(r => r.ToString()), Is.EqualTo(["POST /v1/refunds 200", "GET /v1/refunds 200"]));
        Assert.That(requests[0].Headers["authorization"], Is.EqualTo("ator"));
        Assert.That(requests[0].Headers["Idempotency-Key"], Is.EqualTo("key-1"));
        Assert.That(requests[0].Form["metadata[order]"], Is.EqualTo("o 1"));
        Assert.That(requests[0].Form["expand[]"], Is.EqualTo("charge,payment_intent"));
        Assert.That(requests[1].Query, Is.EqualTo("limit=5"));

        _stripe.ClearRequests();

        Assert.That(_stripe.Requests, Is.Empty);
    }

    [Test]
    public async Task Shares_its_state_between_handlers_and_survives_their_disposal()
    {
        var first = new Wire(_stripe);
        var second = new Wire(_stripe);
        var id = _stripe.Account.AddCustomer();

        first.Dispose();

        Assert.That((await second.SendAsync(HttpMethod.Get, $"/v1/customers/{id}")).Status, Is.EqualTo(200));
        second.Dispose();
    }

    [Test]
    public void Answers_synchronous_clients_too()
    {
        using var http = new HttpClient(_stripe.CreateHandler());
        using var request = new HttpRequestMessage(HttpMethod.Get, "https://api.stripe.com/v1/account");
        request.Headers.Authorization = new("Bearer", StripeSimulator.SecretKey);

        using var response = http.Send(request);

        Assert.That((int)response.StatusCode, Is.EqualTo(200));
    }

    [Test]
    public void Says_the_same_every_time()
    {
        var (once, again) = (Story(), Story());

        Assert.That(again, Is.EqualTo(once));

        static string Story()
        {
            var stripe = new StripeSimulator();
            var customer = stripe.Account.AddCustomer(The.Email);
            stripe.Account.Subscribe(customer);
            stripe.Account.Refund(stripe.Account.Pay(customer, 5000));
            using var wire = new Wire(stripe);
            return wire.Get("/v1/events?limit=100").Body + wire.Get("/v1/charges?expand[]=data.refunds").Body;
        }
    }

    [Test]
    public void Serves_many_threads_at_once()
    {
        var payment = _stripe.Account.Pay(null, 1000);

        Parallel.For(0, 64, i =>
        {
            using var wire = new Wire(_stripe);
            wire.Post("/v1/refunds", $"charge={payment.ChargeId}&amount=30", $"key-{i}");
        });

        Assert.That(_stripe.Account.Refunds, Has.Count.EqualTo(33));
        Assert.That(_stripe.Requests, Has.Count.EqualTo(64));
    }

    [Test]
    public void Writes_valid_json_for_every_kind_of_object()
    {
        var customer = _stripe.Account.AddCustomer(The.Email);
        var started = _stripe.Account.Subscribe(customer);
        _stripe.Account.OpenDispute(started.FirstInvoice.ChargeId!);
        using var wire = new Wire(_stripe);

        string[] lists =
            ["customers", "payment_intents", "charges", "refunds", "disputes", "subscriptions", "invoices", "invoice_payments", "events"];
        foreach (var list in lists)
        {
            var answer = wire.Get($"/v1/{list}");

            foreach (var item in answer.At("data").EnumerateArray())
            {
                Assert.That(item.EnumerateObject().Select(p => p.Name), Is.Unique, list);
                Assert.That(item.GetProperty("object").GetString() + "s", Is.EqualTo(list));
            }
        }

        Assert.That(wire.Get("/v1/account").At("object").ValueKind, Is.EqualTo(JsonValueKind.String));
    }
}
