using BillingContext.Testing.Tests.Framework;
using ServedStripe;

namespace BillingContext.Testing.Tests;

/// <summary>What never was a request is refused in the shape of Stripe's errors, too, and leaves nothing behind.</summary>
public sealed class ServedNonsenseTests
{
    private const string Rest = "Host: x\r\nAuthorization: Bearer sk_test_anybodys\r\nConnection: close\r\n\r\n";
    private const string Form = "Content-Type: application/x-www-form-urlencoded\r\n";

    private readonly StripeSimulator _stripe = new() { AcceptAnyTestKey = true };
    private StripeSimulatorServer _server = null!;

    [SetUp]
    public async Task Start() => _server = await StripeSimulatorServer.StartAsync(_stripe);

    [TearDown]
    public async Task Stop() => await _server.DisposeAsync();

    [TestCase("GET /v1/customers/%00 HTTP/1.1\r\n" + Rest, 400, TestName = "A null in the path")]
    [TestCase("GET /v1/customers\0 HTTP/1.1\r\n" + Rest, 400, TestName = "A null on the line")]
    [TestCase("nonsense\r\n\r\n", 400, TestName = "No request line")]
    [TestCase("\u0016\u0003\u0001\u0002\u0000\u0001\u0000\u0001\r\n\r\n", 400, TestName = "TLS")]
    [TestCase("GET /v1/customers HTTP/9.9\r\n" + Rest, 505, TestName = "An unknown HTTP")]
    [TestCase("GET /v1/customers HTTP/1.1\r\n\r\n", 400, TestName = "No host")]
    [TestCase("GET /v1/customers HTTP/1.1\r\nno colon\r\n" + Rest, 400, TestName = "A header without a colon")]
    [TestCase("POST /v1/customers HTTP/1.1\r\nContent-Length: many\r\n" + Rest, 400, TestName = "A length that is none")]
    [TestCase("POST /v1/customers HTTP/1.1\r\nContent-Length: -1\r\n" + Rest, 400, TestName = "A negative length")]
    [TestCase("POST /v1/customers HTTP/1.1\r\nContent-Length: 99999999999\r\n" + Form + Rest + "name=x", 413, TestName = "A huge length")]
    [TestCase(
        "POST /v1/customers HTTP/1.1\r\nTransfer-Encoding: chunked\r\n" + Form + Rest + "zz\r\nname=x\r\n0\r\n\r\n", 400,
        TestName = "A chunk without a length")]
    [TestCase(
        "POST /v1/customers HTTP/1.1\r\nTransfer-Encoding: chunked\r\n" + Form + Rest + "6\r\nname=xyz\r\n0\r\n\r\n", 400,
        TestName = "A chunk with a wrong length")]
    [TestCase("POST /v1/customers HTTP/1.1\r\nTransfer-Encoding: gzip\r\n" + Form + Rest + "name=x", 400, TestName = "An unknown encoding")]
    [TestCase("GET http://x/v1/nothing HTTP/1.1\r\n" + Rest, 404, TestName = "An absolute URL")]
    [TestCase("GET http://elsewhere/v1/nothing HTTP/1.1\r\n" + Rest, 400, TestName = "An absolute URL of another host")]
    [TestCase("OPTIONS * HTTP/1.1\r\n" + Rest, 404, TestName = "An asterisk")]
    [TestCase("CONNECT x:443 HTTP/1.1\r\n" + Rest, 400, TestName = "A tunnel")]
    public async Task Refuses(string request, int status)
    {
        var answer = await RawSocket.SendAsync(_server.BaseAddress, request);

        Assert.That(answer.Status, Is.EqualTo(status), answer.Body.ToString());
        AssertRefusal(answer);
        await AssertUnharmed();
    }

    [TestCase("GET /v1/customers?email={0} HTTP/1.1\r\n" + Rest, 414, TestName = "A long URL")]
    [TestCase("GET /v1/customers HTTP/1.1\r\nX-Long: {0}\r\n" + Rest, 431, TestName = "A long header")]
    public async Task Refuses_what_is_too_long(string request, int status)
    {
        var answer = await RawSocket.SendAsync(
            _server.BaseAddress, request.Replace("{0}", new string('x', 100_000), StringComparison.Ordinal));

        Assert.That(answer.Status, Is.EqualTo(status));
        AssertRefusal(answer);
        await AssertUnharmed();
    }

    [Test]
    public async Task Refuses_a_flood_of_headers()
    {
        var flood = string.Concat(Enumerable.Range(0, 1000).Select(i => $"X-{i}: x\r\n"));

        var answer = await RawSocket.SendAsync(_server.BaseAddress, "GET /v1/customers HTTP/1.1\r\n" + flood + Rest);

        Assert.That(answer.Status, Is.EqualTo(431));
        AssertRefusal(answer);
        await AssertUnharmed();
    }

    [Test]
    public async Task Refuses_a_huge_body_that_does_not_say_so()
    {
        var chunk = $"{0x10000:x}\r\n{new string('x', 0x10000)}\r\n";

        var answer = await RawSocket.SendAsync(
            _server.BaseAddress,
            "POST /v1/customers HTTP/1.1\r\nTransfer-Encoding: chunked\r\n" + Form + Rest +
            string.Concat(Enumerable.Repeat(chunk, 40)) + "0\r\n\r\n");

        Assert.That(answer.Status, Is.EqualTo(400));
        AssertRefusal(answer);
        await AssertUnharmed();
    }

    [Test]
    public async Task Serves_a_proxys_way_of_asking()
    {
        var answer = await RawSocket.SendAsync(_server.BaseAddress, "GET http://x/v1/customers HTTP/1.1\r\n" + Rest);

        Assert.That((answer.Status, answer.Body.GetProperty("url").GetString()), Is.EqualTo((200, "/v1/customers")));
    }

    private static void AssertRefusal((int Status, string Head, System.Text.Json.JsonElement Body) answer)
    {
        var error = answer.Body.GetProperty("error");
        Assert.That(error.GetProperty("type").GetString(), Is.EqualTo("invalid_request_error"));
        Assert.That(error.GetProperty("message").GetString(), Is.Not.Empty.And.Not.Contains("   at "));
        Assert.That(answer.Head, Does.Contain("Content-Type: application/json"));
    }

    private async Task AssertUnharmed()
    {
        Assert.That(_stripe.Account.Events, Is.Empty);
        using var curl = new Curl(_server.BaseAddress);
        Assert.That((await curl.GetAsync("/v1/customers")).Ids, Is.Empty);
    }
}
