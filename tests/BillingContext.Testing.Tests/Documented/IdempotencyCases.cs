namespace BillingContext.Testing.Tests.Documented;

public sealed class IdempotencyCases : DocumentedCases
{
    private const string Page = "https://docs.stripe.com/api/idempotent_requests";
    private const string Key = "-H \"Idempotency-Key: KG5LxwFBepaKHyUD\"";
    private const string Replayed = "Idempotent-Replayed";

    [Test]
    [Documented("idempotency", Page)]
    public async Task Performs_a_repeated_request_once()
    {
        var first = await DoneAsync($"v1/customers {Key} -d description=\"My First Test Customer\"");
        var again = await DoneAsync($"v1/customers {Key} -d description=\"My First Test Customer\"");

        Assert.That(again.Body, Is.EqualTo(first.Body));
        Assert.That((first.Header(Replayed), again.Header(Replayed)), Is.EqualTo(((string?)null, "true")));
        Assert.That((await DoneAsync("v1/customers")).Ids, Is.EqualTo([first.Id]));
    }

    [TestCase("v1/customers -d description=other")]
    [TestCase("v1/customers -d description=one -d name=x")]
    [TestCase("v1/products -d name=x")]
    [Documented("idempotency", Page)]
    public async Task Errs_when_the_parameters_are_not_the_same(string other)
    {
        await DoneAsync($"v1/customers {Key} -d description=one");

        var answer = await CurlAsync($"{other} {Key}");

        Assert.That((answer.Status, answer.TextAt("error.type")), Is.EqualTo((400, "idempotency_error")));
        Assert.That((await DoneAsync("v1/customers")).Ids, Has.Count.EqualTo(1));
    }

    [Test]
    [Documented("idempotency", Page)]
    public async Task Saves_a_failure_that_began_to_execute()
    {
        var line = $"v1/payment_intents {Key} -d amount=2000 -d currency=usd -d confirm=true -d payment_method=pm_card_visa_chargeDeclined";

        var first = await CurlAsync(line);
        var again = await CurlAsync(line);

        Assert.That((first.Status, again.Status, again.Header(Replayed)), Is.EqualTo((402, 402, "true")));
        Assert.That((await DoneAsync("v1/charges")).Ids, Has.Count.EqualTo(1));
    }

    [Test]
    [Documented("idempotency", Page)]
    public async Task Saves_a_500_too()
    {
        Dashboard.Faults.Add(StripeFault.ServerError(applied: true, stored: true));

        var first = await CurlAsync($"v1/customers {Key} -d name=x");
        var again = await CurlAsync($"v1/customers {Key} -d name=x");

        Assert.That((first.Status, again.Status, again.Header(Replayed)), Is.EqualTo((500, 500, "true")));
        Assert.That(first.TextAt("error.type"), Is.EqualTo("api_error"));
    }

    [Test]
    [Documented("idempotency", Page)]
    public async Task Saves_nothing_when_parameters_fail_validation()
    {
        var wrong = await CurlAsync($"v1/refunds {Key} -d amount=nothing");
        var right = await CurlAsync($"v1/customers {Key} -d name=x");

        Assert.That((wrong.Status, right.Status), Is.EqualTo((400, 200)));
    }

    [Test]
    [Documented("idempotency", "https://docs.stripe.com/error-codes#idempotency-key-in-use")]
    public async Task Conflicts_with_a_request_that_is_under_way()
    {
        Dashboard.Faults.Add(StripeFault.KeyInUse());

        var during = await CurlAsync($"v1/customers {Key} -d name=x");
        var after = await CurlAsync($"v1/customers {Key} -d name=x");

        Assert.That((during.Status, during.Code), Is.EqualTo((409, "idempotency_key_in_use")));
        Assert.That(after.Status, Is.EqualTo(200));
    }

    [TestCase("hours=23", true)]
    [TestCase("hours=25", false)]
    [Documented("idempotency", Page)]
    public async Task Prunes_a_key_once_it_is_24_hours_old(string later, bool same)
    {
        var first = await DoneAsync($"v1/customers {Key} -d name=x");
        await AdvanceAsync(later);
        var again = await DoneAsync($"v1/customers {Key} -d name=x");

        Assert.That(again.Id == first.Id, Is.EqualTo(same));
    }

    [TestCase(255, 200)]
    [TestCase(256, 400)]
    [Documented("idempotency", Page)]
    public async Task Takes_keys_of_up_to_255_characters(int length, int status)
        => Assert.That(
            (await CurlAsync($"v1/customers -d name=x -H \"Idempotency-Key: {new string('k', length)}\"")).Status,
            Is.EqualTo(status));

    [Test]
    [Documented("idempotency", Page)]
    public async Task Has_no_effect_on_reading_and_deleting()
    {
        var customer = await DoneAsync("v1/customers -d name=x");

        var before = await DoneAsync($"v1/customers/{customer.Id} {Key}");
        await DoneAsync($"v1/customers/{customer.Id} -d name=y");
        var after = await DoneAsync($"v1/customers/{customer.Id} {Key}");
        var deleted = await DoneAsync($"v1/customers/{customer.Id} -X DELETE {Key}");

        Assert.That((before.TextAt("name"), after.TextAt("name")), Is.EqualTo(("x", "y")));
        Assert.That(deleted.FlagAt("deleted"));
    }
}
