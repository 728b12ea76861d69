namespace BillingContext.Testing.Tests.Documented;

public sealed class ExpandCases : DocumentedCases
{
    private const string Page = "https://docs.stripe.com/api/expanding_objects";

    [Test]
    [Documented("expand", Page)]
    public async Task Shows_related_objects_in_place_of_their_ids()
    {
        var customer = await DoneAsync("v1/customers -d name=\"Jenny Rosen\"");
        var charge = (await PayAsync(more: $"-d customer={customer.Id}")).TextAt("latest_charge");

        var plain = await DoneAsync($"v1/charges/{charge}");
        var full = await DoneAsync($"v1/charges/{charge} -d \"expand[]\"=customer -d \"expand[]\"=\"payment_intent.customer\" -G");

        Assert.That(plain.TextAt("customer"), Is.EqualTo(customer.Id));
        Assert.That(full.TextAt("customer.name"), Is.EqualTo("Jenny Rosen"));
        Assert.That(full.TextAt("payment_intent.customer.object"), Is.EqualTo("customer"));
    }

    [Test]
    [Documented("expand", Page)]
    public async Task Starts_with_data_on_lists()
    {
        await PayAsync(more: $"-d customer={(await DoneAsync("v1/customers -d name=x")).Id}");

        var list = await DoneAsync("v1/payment_intents?expand[]=data.latest_charge.refunds&expand[]=data.customer");
        var wrong = await CurlAsync("v1/payment_intents?expand[]=customer");

        Assert.That(list.TextAt("data.0.latest_charge.refunds.object"), Is.EqualTo("list"));
        Assert.That(list.TextAt("data.0.customer.object"), Is.EqualTo("customer"));
        Assert.That(wrong.Status, Is.EqualTo(400));
        Assert.That(wrong.Message, Does.Contain("data.customer"));
    }

    [Test]
    [Documented("expand", Page)]
    public async Task Works_when_creating_and_updating_too()
    {
        var made = await PayAsync(more: "-d \"expand[]\"=latest_charge");
        var changed = await DoneAsync($"v1/payment_intents/{made.Id} -d description=x -d \"expand[]\"=latest_charge");

        Assert.That(made.TextAt("latest_charge.object"), Is.EqualTo("charge"));
        Assert.That(changed.TextAt("latest_charge.object"), Is.EqualTo("charge"));
    }

    [Test]
    [Documented("expand", Page)]
    public async Task Goes_four_levels_deep_at_most()
    {
        var refund = await DoneAsync($"v1/refunds -d payment_intent={(await PayAsync()).Id}");

        var four = await CurlAsync($"v1/refunds/{refund.Id}?expand[]=charge.payment_intent.latest_charge.payment_intent");
        var five = await CurlAsync($"v1/refunds/{refund.Id}?expand[]=charge.payment_intent.latest_charge.payment_intent.latest_charge");

        Assert.That((four.Status, five.Status), Is.EqualTo((200, 400)));
        Assert.That(four.TextAt("charge.payment_intent.latest_charge.payment_intent.object"), Is.EqualTo("payment_intent"));
    }

    [Test]
    [Documented("expand", Page)]
    public async Task Counts_the_data_of_lists_and_searches_among_the_four()
    {
        await PayAsync(more: $"-d customer={(await DoneAsync("v1/customers -d name=x")).Id}");
        await AdvanceAsync("hours=1");
        const string four = "expand[]=data.latest_charge.payment_intent.customer";
        const string search = "v1/payment_intents/search?query=amount%3E1";

        var list = await DoneAsync($"v1/payment_intents?{four}");
        var found = await DoneAsync($"{search}&{four}");
        var five = await CurlAsync($"v1/payment_intents?{four}.x");
        var fiveFound = await CurlAsync($"{search}&{four}.x");

        Assert.That(list.TextAt("data.0.latest_charge.payment_intent.customer.name"), Is.EqualTo("x"));
        Assert.That(found.TextAt("data.0.latest_charge.payment_intent.customer.name"), Is.EqualTo("x"));
        Assert.That((five.Status, fiveFound.Status), Is.EqualTo((400, 400)));
    }

    [Test]
    [Documented("expand", "https://docs.stripe.com/api/subscriptions/object")]
    public async Task Reaches_the_product_of_an_item()
    {
        var (customer, price) = await SubscriberAsync();
        var made = await SubscribeAsync(customer, price);

        var full = await DoneAsync($"v1/subscriptions/{made.Id}?expand[]=items.data.price.product");

        Assert.That(full.TextAt("items.data.0.price.product.name"), Is.EqualTo("Gold Plan"));
    }

    [Test]
    [Documented("expand", Page)]
    public async Task Refuses_what_cannot_be_expanded()
    {
        var refund = await DoneAsync($"v1/refunds -d payment_intent={(await PayAsync()).Id}");

        var answer = await CurlAsync($"v1/refunds/{refund.Id}?expand[]=amount");

        Assert.That(answer.Status, Is.EqualTo(400));
        Assert.That(answer.Message, Does.Contain("cannot be expanded (amount)"));
    }
}
