using System.Text.Json;

namespace BillingContext.Testing.Tests.Documented;

public sealed class ErrorCases : DocumentedCases
{
    private const string Page = "https://docs.stripe.com/api/errors";
    private const string Codes = "https://docs.stripe.com/error-codes";

    [TestCase("v1/payment_intents -d currency=usd", "parameter_missing", "amount")]
    [TestCase("v1/payment_intents -d amount=2000", "parameter_missing", "currency")]
    [TestCase("v1/payment_intents -d amount=much -d currency=usd", "parameter_invalid_integer", "amount")]
    [TestCase("v1/payment_intents -d amount=2000 -d currency=usd -d customer=", "parameter_invalid_empty", "customer")]
    [TestCase("v1/payment_intents -d amount= -d currency=usd", "parameter_invalid_empty", "amount")]
    [TestCase("v1/customers -d shoe_size=44", "parameter_unknown", "shoe_size")]
    [TestCase("v1/customers -d email=nothing", "email_invalid", "email")]
    [TestCase("v1/payment_intents -d amount=2000 -d currency=usd -d customer=cus_nobody", "resource_missing", "customer")]
    [TestCase("v1/payment_intents -d amount=2000 -d currency=usd -d payment_method=pm_nothing", "resource_missing", "payment_method")]
    [Documented("errors", Codes)]
    public async Task Names_the_code_and_the_parameter(string line, string code, string param)
    {
        var answer = await CurlAsync(line);

        Assert.That((answer.Status, answer.TextAt("error.type")), Is.EqualTo((400, "invalid_request_error")));
        Assert.That((answer.Code, answer.Param), Is.EqualTo((code, param)));
        Assert.That(answer.TextAt("error.doc_url"), Is.EqualTo("https://docs.stripe.com/error-codes#" + code.Replace('_', '-'))
            .Or.EqualTo("https://stripe.com/docs/error-codes/" + code.Replace('_', '-')));
    }

    [Test]
    [Documented("errors", Page)]
    public async Task Describes_a_declined_card()
    {
        var answer = await CurlAsync(
            "v1/payment_intents -d amount=2000 -d currency=usd -d confirm=true "
            + "-d payment_method=pm_card_visa_chargeDeclinedInsufficientFunds");

        var error = answer.Error.EnumerateObject().Select(p => p.Name);
        Assert.That(error, Is.SupersetOf(["type", "code", "decline_code", "message", "charge", "payment_intent", "doc_url"]));
        Assert.That(answer.Status, Is.EqualTo(402));
    }

    [Test]
    [Documented("errors", "https://docs.stripe.com/api/request_ids")]
    public async Task Identifies_every_request()
    {
        var good = await CurlAsync("v1/customers");
        var bad = await CurlAsync("v1/nothing");

        Assert.That(good.Header("Request-Id"), Does.StartWith("req_"));
        Assert.That(bad.Header("Request-Id"), Does.StartWith("req_").And.Not.EqualTo(good.Header("Request-Id")));
    }

    [TestCase("v1/nothing", 404)]
    [TestCase("v1/customers -X PUT -d name=x", 404)]
    [TestCase("v1/customers/cus_nobody/shoes", 404)]
    [TestCase("v1", 404)]
    [TestCase("favicon.ico", 404)]
    [TestCase("v1/customers/%ff%22", 404)]
    [TestCase("v1/customers/../../etc/passwd", 404)]
    [TestCase("v1/customers -d name=x -d \"name[a]\"=y", 400)]
    [TestCase("v1/customers -d \"[=1\"", 400)]
    [TestCase("v1/customers -d \"name[=1\"", 400)]
    [TestCase("v1/customers -d \"name]=1\"", 400)]
    [TestCase("v1/customers -d \"[]=1\"", 400)]
    [TestCase("v1/customers -d \"name[]=1\"", 400)]
    [TestCase("v1/customers -d \"metadata=1\"", 400)]
    [TestCase("v1/customers -d \"metadata[a][b]\"=1", 400)]
    [TestCase("v1/customers -d \"metadata[a][b][c][d][e][f][g][h][i][j][k][l][m][n][o][p][q][r]\"=1", 400)]
    [TestCase("v1/payment_intents -d amount=2000 -d currency=usd -d confirm=maybe", 400)]
    [TestCase("v1/payment_intents -d \"amount[gte]\"=2000 -d currency=usd", 400)]
    [TestCase("v1/customers -G -d \"created[gte]\"=soon", 400)]
    [TestCase("v1/customers -G -d \"created[about]\"=1", 400)]
    [TestCase("v1/customers?limit=1e9", 400)]
    [TestCase("v1/customers?expand[]=data.a.b.c.d.e", 400)]
    [Documented("errors", Page)]
    public async Task Answers_nonsense_in_the_shape_of_errors_and_changes_nothing(string line, int status)
    {
        await DoneAsync("v1/customers -d name=Jenny");
        var before = await StateAsync();

        var answer = await CurlAsync(line);

        Assert.That((answer.Status, answer.TextAt("error.type")), Is.EqualTo((status, "invalid_request_error")), answer.Body);
        Assert.That(answer.Message, Is.Not.Empty.And.Not.Contain("   at ").And.Not.Contain("Exception"));
        Assert.That(await StateAsync(), Is.EqualTo(before));
    }

    [TestCase(2 * 1024 * 1024, 1)]
    [TestCase(6000, 1)]
    [TestCase(1, 2000)]
    [Documented("errors", Page)]
    public async Task Refuses_what_is_absurdly_large(int length, int pairs)
    {
        var before = await StateAsync();

        var answer = await CurlAsync(
            "v1/customers" + string.Concat(Enumerable.Range(0, pairs).Select(i => $" -d \"metadata[{i}]\"={new string('x', length)}")));

        Assert.That((answer.Status, answer.Json.TryGetProperty("error", out _)), Is.EqualTo((400, true)));
        Assert.That(await StateAsync(), Is.EqualTo(before));
    }

    [Test]
    [Documented("errors", Page)]
    public async Task Refuses_a_name_nested_ten_thousand_deep()
        => Assert.That(
            (await CurlAsync($"v1/customers -d \"a{string.Concat(Enumerable.Repeat("[a]", 10_000))}\"=1")).Status,
            Is.EqualTo(400));

    [TestCase(50, 40, 500, 200)]
    [TestCase(51, 40, 500, 400)]
    [TestCase(1, 41, 500, 400)]
    [TestCase(1, 40, 501, 400)]
    [Documented("errors", "https://docs.stripe.com/api/metadata")]
    public async Task Holds_metadata_to_its_limits(int keys, int name, int value, int status)
    {
        var data = Enumerable.Range(0, keys).Select(i => $" -d \"metadata[{i.ToString("D" + name, null)}]\"={new string('v', value)}");

        Assert.That((await CurlAsync("v1/customers" + string.Concat(data))).Status, Is.EqualTo(status));
    }

    [Test]
    [Documented("errors", "https://docs.stripe.com/api")]
    public async Task Reads_forms_and_no_JSON()
    {
        var answer = await CurlAsync("v1/customers -H \"Content-Type: application/json\" -d '{\"name\":\"x\"}'");

        Assert.That((answer.Status, answer.TextAt("error.type")), Is.EqualTo((400, "invalid_request_error")));
        Assert.That((await DoneAsync("v1/customers")).Ids, Is.Empty);
    }

    [Test]
    [Documented("errors", "https://docs.stripe.com/api")]
    public async Task Reads_percent_plus_and_unicode()
    {
        var customer = await DoneAsync("v1/customers -d name=Jenny+%26+Ren%C3%A9e --data-urlencode description=\"日本 & 100% = [ok]\"");

        Assert.That((customer.TextAt("name"), customer.TextAt("description")), Is.EqualTo(("Jenny & Renée", "日本 & 100% = [ok]")));
        Assert.That(customer.At("metadata").ValueKind, Is.EqualTo(JsonValueKind.Object));
    }
}
