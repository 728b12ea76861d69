using BillingContext.Testing.Tests.Framework;
using ServedStripe;

namespace BillingContext.Testing.Tests;

/// <summary>Over a real socket, with the requests of the curl examples in https://docs.stripe.com/api</summary>
public sealed class ServedTests
{
    private readonly StripeSimulator _stripe = new() { AcceptAnyTestKey = true };
    private StripeSimulatorServer _server = null!;
    private Curl _curl = null!;

    [SetUp]
    public async Task Start()
    {
        _server = await StripeSimulatorServer.StartAsync(_stripe);
        _curl = new Curl(_server.BaseAddress);
    }

    [TearDown]
    public async Task Stop()
    {
        _curl.Dispose();
        await _server.DisposeAsync();
    }

    [Test]
    public void Listens_on_the_loopback_address_only() => Assert.That(_server.BaseAddress.Host, Is.EqualTo("127.0.0.1"));

    [Test]
    public async Task Carries_a_whole_sale()
    {
        var customer = await _curl.PostAsync("/v1/customers", "name=Jenny Rosen", "email=jennyrosen%40example.com");
        var intent = await _curl.PostAsync(
            "/v1/payment_intents", "amount=2000", "currency=usd", "automatic_payment_methods[enabled]=true", $"customer={customer.Id}");
        var paid = await _curl.PostAsync(
            $"/v1/payment_intents/{intent.Id}/confirm", "payment_method=pm_card_visa", "return_url=https%3A%2F%2Fwww.example.com");
        var refund = await _curl.PostAsync("/v1/refunds", $"charge={paid.TextAt("latest_charge")}");
        var refunds = await _curl.GetAsync("/v1/refunds?limit=3");
        var deleted = await _curl.DeleteAsync($"/v1/customers/{customer.Id}");

        Assert.That(paid.TextAt("status"), Is.EqualTo("succeeded"));
        Assert.That(refund.TextAt("status"), Is.EqualTo("succeeded"));
        Assert.That(refunds.Ids, Is.EqualTo([refund.Id]));
        Assert.That(deleted.FlagAt("deleted"));
        Assert.That(_stripe.Account.Refunds.Single().Amount, Is.EqualTo(2000));
        Assert.That(refund.Header("Request-Id"), Does.StartWith("req_"));
    }

    [TestCase(null, "You did not provide an API key")]
    [TestCase("pk_test_anybodys", "publishable")]
    [TestCase("sk_live_anybodys", "Invalid API Key provided: sk_live_****")]
    [TestCase("rk_live_anybodys", "Invalid API Key provided: rk_live_****")]
    [TestCase("sk_test_", "Invalid API Key")]
    [TestCase("nonsense", "Invalid API Key")]
    public async Task Refuses_other_keys(string? user, string message)
    {
        using var curl = new Curl(_server.BaseAddress) { User = user };

        var answer = await curl.PostAsync("/v1/customers", "name=Jenny");

        Assert.That(answer.Status, Is.EqualTo(401));
        Assert.That(answer.Message, Does.Contain(message));
        Assert.That(_stripe.Account.Events, Is.Empty);
    }

    [Test]
    public async Task Takes_any_restricted_test_key_but_holds_to_the_permissions_of_one_it_knows()
    {
        _stripe.AddRestrictedKey("rk_test_reader", "customer_read");
        using var anybody = new Curl(_server.BaseAddress) { User = "rk_test_anybodys" };
        using var reader = new Curl(_server.BaseAddress) { User = "rk_test_reader" };

        Assert.That((await anybody.PostAsync("/v1/customers", "name=x")).Status, Is.EqualTo(200));
        Assert.That((await reader.PostAsync("/v1/customers", "name=x")).Status, Is.EqualTo(403));
    }

    [TestCase("GET", "/", null, 404)]
    [TestCase("GET", "/v1", null, 404)]
    [TestCase("GET", "/v1/nothing", null, 404)]
    [TestCase("GET", "/favicon.ico", null, 404)]
    [TestCase("GET", "/v1/../v1/nothing", null, 404)]
    [TestCase("GET", "/v1/customers/%ff%22", null, 404)]
    [TestCase("PUT", "/v1/customers", "name=x", 404)]
    [TestCase("PATCH", "/v1/customers", "name=x", 404)]
    [TestCase("POST", "/v1/customers", "name=x&name[a]=y", 400)]
    [TestCase("POST", "/v1/customers", "[=1", 400)]
    [TestCase("POST", "/v1/customers", "name[=1", 400)]
    [TestCase("POST", "/v1/customers", "metadata[a][b][c][d][e][f][g][h][i][j][k][l][m][n][o][p][q][r]=1", 400)]
    [TestCase("POST", "/v1/customers", "metadata[a][b]=1", 400)]
    [TestCase("GET", "/v1/customers?limit=1e9", null, 400)]
    [TestCase("GET", "/v1/customers?created[gte]=soon", null, 400)]
    [TestCase("GET", "/v1/customers?expand[]=data.a.b.c.d.e", null, 400)]
    public async Task Answers_nonsense_in_the_shape_of_Stripes_errors(string method, string path, string? body, int status)
    {
        var answer = await _curl.SendAsync(new HttpMethod(method), path, body);

        Assert.That(answer.Status, Is.EqualTo(status), answer.Body);
        Assert.That(answer.TextAt("error.type"), Is.EqualTo("invalid_request_error"));
        Assert.That(answer.Body, Does.Not.Contain("   at "));
        Assert.That(_stripe.Account.Events, Is.Empty);
    }

    [Test]
    public async Task Refuses_what_is_too_long()
    {
        var body = await _curl.PostAsync("/v1/customers", "name=" + new string('x', 2 * 1024 * 1024));
        var pairs = await _curl.PostAsync("/v1/customers", Enumerable.Range(0, 2000).Select(i => $"metadata[{i}]=x").ToArray());
        var text = await _curl.PostAsync("/v1/customers", "name=" + new string('x', 6000));

        Assert.That((body.Status, pairs.Status, text.Status), Is.EqualTo((400, 400, 400)));
        Assert.That(_stripe.Account.Events, Is.Empty);
    }

    [Test]
    public async Task Moves_the_clock_so_that_time_does_its_work()
    {
        var paid = await _curl.PostAsync("/v1/payment_intents", "amount=2000", "currency=usd", "confirm=true", "payment_method=pm_card_visa");
        var refund = await _curl.PostAsync("/v1/refunds", $"payment_intent={paid.Id}");

        using var control = new HttpClient { BaseAddress = _server.BaseAddress };
        using var moved = await control.PostAsync("/_simulator/advance?days=2&hours=24", null);

        Assert.That((int)moved.StatusCode, Is.EqualTo(200));
        var traced = await _curl.GetAsync($"/v1/refunds/{refund.Id}");
        Assert.That(traced.TextAt("destination_details.card.reference_status"), Is.EqualTo("available"));
    }

    [Test]
    public async Task Answers_the_bank_in_the_place_of_the_customer()
    {
        var asked = await _curl.PostAsync(
            "/v1/payment_intents", "amount=2000", "currency=usd", "confirm=true", "payment_method=pm_card_authenticationRequired");

        await _curl.PostAsync($"/_simulator/authenticate/{asked.Id}");

        Assert.That((await _curl.GetAsync($"/v1/payment_intents/{asked.Id}")).TextAt("status"), Is.EqualTo("succeeded"));
    }

    [TestCase("POST", "/_simulator/advance", 400)]
    [TestCase("POST", "/_simulator/advance?days=-1", 400)]
    [TestCase("POST", "/_simulator/advance?days=999999999", 400)]
    [TestCase("POST", "/_simulator/advance?days=x", 400)]
    [TestCase("GET", "/_simulator/advance?days=1", 404)]
    [TestCase("POST", "/_simulator/other", 404)]
    [TestCase("POST", "/_simulator/authenticate/pi_nope", 400)]
    public async Task Refuses_other_control(string method, string path, int status)
    {
        var answer = await _curl.SendAsync(new HttpMethod(method), path, "");

        Assert.That((answer.Status, answer.TextAt("error.type")), Is.EqualTo((status, "invalid_request_error")));
        Assert.That(_stripe.TimeProvider.GetUtcNow(), Is.EqualTo(The.Start));
    }

    [Test]
    public void Ends_the_connection_where_a_fault_says_so()
    {
        _stripe.Faults.Add(StripeFault.LoseReply());

        Assert.That(async () => await _curl.PostAsync("/v1/customers", "name=x"), Throws.InstanceOf<HttpRequestException>());
        Assert.That(_stripe.Account.Events, Has.Count.EqualTo(1));
    }

    [TestCase("--port 12112 --seed demo", true)]
    [TestCase("", true)]
    [TestCase("--restricted-key rk_test_a:charge_read,refund_write", true)]
    [TestCase("--port 70000", false)]
    [TestCase("--port", false)]
    [TestCase("--seed other", false)]
    [TestCase("--restricted-key rk_live_a:charge_read", false)]
    [TestCase("--webhook http://localhost:5000/hook --secret whsec_x --order reversed", true)]
    [TestCase("--webhook http://localhost:5000/hook", false)]
    [TestCase("--webhook http://localhost:5000/hook --secret whsec_", false)]
    [TestCase("--webhook file:///etc/passwd --secret whsec_x", false)]
    [TestCase("--host 0.0.0.0", false)]
    public void Reads_its_command_line(string line, bool good)
        => Assert.That(Arguments.Parse(line.Split(' ', StringSplitOptions.RemoveEmptyEntries)) is not null, Is.EqualTo(good));
}
