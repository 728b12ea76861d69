namespace BillingContext.Testing.Tests.Documented;

public sealed class CustomerCases : DocumentedCases
{
    private const string Page = "https://docs.stripe.com/api/customers";

    [Test]
    [Documented("customers", Page + "/create")]
    public async Task Creates_and_retrieves()
    {
        var made = await DoneAsync("v1/customers -d name=\"Jenny Rosen\" --data-urlencode email=\"jennyrosen@example.com\"");

        var read = await DoneAsync($"v1/customers/{made.Id}");

        Assert.That(made.Id, Does.StartWith("cus_"));
        Assert.That((read.TextAt("object"), read.TextAt("name"), read.TextAt("email")),
            Is.EqualTo(("customer", "Jenny Rosen", "jennyrosen@example.com")));
        Assert.That((read.FlagAt("livemode"), read.NumberAt("balance"), read.FlagAt("delinquent")), Is.EqualTo((false, 0, false)));
        Assert.That(read.Body, Is.EqualTo(made.Body));
    }

    [Test]
    [Documented("customers", Page + "/update")]
    public async Task Changes_what_is_given_and_leaves_the_rest()
    {
        var customer = await DoneAsync("v1/customers -d name=\"Jenny Rosen\" -d phone=123");

        var changed = await DoneAsync($"v1/customers/{customer.Id} -d \"metadata[order_id]\"=6735");

        Assert.That(changed.TextAt("metadata.order_id"), Is.EqualTo("6735"));
        Assert.That((changed.TextAt("name"), changed.TextAt("phone")), Is.EqualTo(("Jenny Rosen", "123")));
    }

    [Test]
    [Documented("customers", "https://docs.stripe.com/api/metadata")]
    public async Task Adds_and_unsets_metadata_key_by_key()
    {
        var customer = await DoneAsync("v1/customers -d \"metadata[a]\"=1 -d \"metadata[b]\"=2");

        var changed = await DoneAsync($"v1/customers/{customer.Id} -d \"metadata[b]\"= -d \"metadata[c]\"=3");
        var emptied = await DoneAsync($"v1/customers/{customer.Id} -d metadata=");

        Assert.That(
            (changed.TextAt("metadata.a"), changed.Lacks("metadata.b"), changed.TextAt("metadata.c")),
            Is.EqualTo(("1", true, "3")));
        Assert.That(emptied.At("metadata").EnumerateObject(), Is.Empty);
    }

    [Test]
    [Documented("customers", Page + "/delete")]
    public async Task Deletes_for_good_but_remembers_the_id()
    {
        var customer = await DoneAsync("v1/customers -d name=x");

        var deleted = await DoneAsync($"v1/customers/{customer.Id} -X DELETE");
        var read = await DoneAsync($"v1/customers/{customer.Id}");

        Assert.That((deleted.Id, deleted.TextAt("object"), deleted.FlagAt("deleted")), Is.EqualTo((customer.Id, "customer", true)));
        Assert.That((read.FlagAt("deleted"), read.Lacks("name")), Is.EqualTo((true, true)));
        Assert.That((await DoneAsync("v1/customers")).Ids, Is.Empty);
    }

    [Test]
    [Documented("customers", Page + "/delete")]
    public async Task Cancels_the_subscriptions_of_whom_it_deletes()
    {
        var (customer, price) = await SubscriberAsync();
        var subscription = await SubscribeAsync(customer, price);

        await DoneAsync($"v1/customers/{customer} -X DELETE");

        Assert.That((await DoneAsync($"v1/subscriptions/{subscription.Id}")).TextAt("status"), Is.EqualTo("canceled"));
    }

    [Test]
    [Documented("customers", Page + "/list#list_customers-email")]
    public async Task Filters_by_email_with_regard_to_case()
    {
        var lower = await DoneAsync("v1/customers --data-urlencode email=jenny@example.com");
        var upper = await DoneAsync("v1/customers --data-urlencode email=Jenny@example.com");

        Assert.That((await DoneAsync("v1/customers -G --data-urlencode email=jenny@example.com")).Ids, Is.EqualTo([lower.Id]));
        Assert.That((await DoneAsync("v1/customers -G --data-urlencode email=Jenny@example.com")).Ids, Is.EqualTo([upper.Id]));
    }

    [Test]
    [Documented("customers", "https://docs.stripe.com/error-codes#resource-missing")]
    public async Task Does_not_find_what_does_not_exist()
    {
        var answer = await CurlAsync("v1/customers/cus_nobody");

        Assert.That((answer.Status, answer.Code), Is.EqualTo((404, "resource_missing")));
    }

    [Test]
    [Documented("customers", "https://docs.stripe.com/api/customers/create#create_customer-payment_method")]
    public async Task Brings_a_card_along()
    {
        var customer = await DoneAsync(
            "v1/customers -d name=x -d payment_method=pm_card_visa -d \"invoice_settings[default_payment_method]\"=pm_card_visa");
        var cards = await DoneAsync($"v1/payment_methods?customer={customer.Id}");
        var declined = await CurlAsync("v1/customers -d name=y -d payment_method=pm_card_chargeDeclined");

        Assert.That(customer.TextAt("invoice_settings.default_payment_method"), Is.EqualTo(cards.Ids.Single()));
        Assert.That((declined.Status, declined.TextAt("error.type")), Is.EqualTo((402, "card_error")));
        Assert.That((await DoneAsync("v1/customers")).Ids, Is.EqualTo([customer.Id]));
    }
}
