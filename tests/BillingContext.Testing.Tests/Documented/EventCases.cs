namespace BillingContext.Testing.Tests.Documented;

public sealed class EventCases : DocumentedCases
{
    private const string Page = "https://docs.stripe.com/api/events";

    [Test]
    [Documented("events", Page + "/object")]
    public async Task Tells_what_happened_to_what()
    {
        var customer = await DoneAsync("v1/customers -d name=Jenny -H \"Idempotency-Key: KG5LxwFBepaKHyUD\"");

        var made = await DoneAsync("v1/events?type=customer.created");
        var read = await DoneAsync($"v1/events/{made.Ids.Single()}");

        Assert.That(read.Id, Does.StartWith("evt_"));
        Assert.That(
            (read.TextAt("object"), read.TextAt("type"), read.TextAt("data.object.id")),
            Is.EqualTo(("event", "customer.created", customer.Id)));
        Assert.That((read.TextAt("request.id"), read.TextAt("request.idempotency_key")),
            Is.EqualTo((customer.Header("Request-Id"), "KG5LxwFBepaKHyUD")));
        Assert.That((read.FlagAt("livemode"), read.Lacks("api_version")), Is.EqualTo((false, false)));
    }

    [Test]
    [Documented("events", Page + "/object#event_object-data-previous_attributes")]
    public async Task Tells_what_it_was_before()
    {
        var customer = await DoneAsync("v1/customers -d name=Jenny -d phone=1");
        await DoneAsync($"v1/customers/{customer.Id} -d name=Jane");

        var changed = await DoneAsync("v1/events?type=customer.updated");

        Assert.That(
            (changed.TextAt("data.0.data.object.name"), changed.TextAt("data.0.data.previous_attributes.name")),
            Is.EqualTo(("Jane", "Jenny")));
        Assert.That(changed.Lacks("data.0.data.previous_attributes.phone"));
    }

    [Test]
    [Documented("events", Page + "/list")]
    public async Task Lists_by_type_types_and_wildcard()
    {
        await PayAsync();

        var one = await DoneAsync("v1/events?type=charge.succeeded");
        var two = await DoneAsync("v1/events?types[]=charge.succeeded&types[]=payment_intent.succeeded");
        var all = await DoneAsync("v1/events -G --data-urlencode type=payment_intent.*");

        Assert.That((one.Ids.Count, two.Ids.Count, all.Ids.Count), Is.EqualTo((1, 2, 2)));
    }

    [Test]
    [Documented("events", Page)]
    public async Task Forgets_after_thirty_days()
    {
        await DoneAsync("v1/customers -d name=Jenny");
        var id = (await DoneAsync("v1/events")).Ids.Single();

        await AdvanceAsync("days=31");

        Assert.That((await DoneAsync("v1/events")).Ids, Is.Empty);
        Assert.That((await CurlAsync($"v1/events/{id}")).Status, Is.EqualTo(404));
    }
}
