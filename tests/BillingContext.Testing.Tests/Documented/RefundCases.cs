namespace BillingContext.Testing.Tests.Documented;

public sealed class RefundCases : DocumentedCases
{
    private const string Page = "https://docs.stripe.com/api/refunds";
    private const string Guide = "https://docs.stripe.com/refunds";

    [TestCase("charge")]
    [TestCase("payment_intent")]
    [Documented("refunds", Page + "/create")]
    public async Task Refunds_the_whole_by_default(string by)
    {
        var paid = await PayAsync();
        var charge = paid.TextAt("latest_charge")!;

        var refund = await DoneAsync($"v1/refunds -d {by}={(by == "charge" ? charge : paid.Id)}");

        var after = await DoneAsync($"v1/charges/{charge}");
        Assert.That(refund.Id, Does.StartWith("re_"));
        Assert.That((refund.TextAt("object"), refund.NumberAt("amount"), refund.TextAt("currency"), refund.TextAt("status")),
            Is.EqualTo(("refund", 2000, "usd", "succeeded")));
        Assert.That((refund.TextAt("charge"), refund.TextAt("payment_intent")), Is.EqualTo((charge, paid.Id)));
        Assert.That((after.FlagAt("refunded"), after.NumberAt("amount_refunded")), Is.EqualTo((true, 2000)));
    }

    [Test]
    [Documented("refunds", Guide)]
    public async Task Refunds_in_parts_until_nothing_is_left()
    {
        var charge = (await PayAsync()).TextAt("latest_charge");

        await DoneAsync($"v1/refunds -d charge={charge} -d amount=500");
        var partly = await DoneAsync($"v1/charges/{charge}");
        var over = await CurlAsync($"v1/refunds -d charge={charge} -d amount=1501");
        var rest = await DoneAsync($"v1/refunds -d charge={charge}");
        var again = await CurlAsync($"v1/refunds -d charge={charge}");

        Assert.That((partly.FlagAt("refunded"), partly.NumberAt("amount_refunded")), Is.EqualTo((false, 500)));
        Assert.That((over.Status, over.TextAt("error.type")), Is.EqualTo((400, "invalid_request_error")));
        Assert.That(rest.NumberAt("amount"), Is.EqualTo(1500));
        Assert.That((again.Status, again.Code), Is.EqualTo((400, "charge_already_refunded")));
        Assert.That((await DoneAsync($"v1/refunds?charge={charge}")).Ids, Has.Count.EqualTo(2));
    }

    [TestCase("duplicate", 200)]
    [TestCase("fraudulent", 200)]
    [TestCase("requested_by_customer", 200)]
    [TestCase("expired_uncaptured_charge", 400)]
    [TestCase("because", 400)]
    [Documented("refunds", Page + "/create#create_refund-reason")]
    public async Task Takes_three_reasons(string reason, int status)
    {
        var paid = await PayAsync();

        var answer = await CurlAsync($"v1/refunds -d payment_intent={paid.Id} -d reason={reason}");

        Assert.That(answer.Status, Is.EqualTo(status));
        Assert.That(status == 200 ? answer.TextAt("reason") : answer.Param, Is.EqualTo(status == 200 ? reason : "reason"));
    }

    [TestCase("-d amount=100", 400)]
    [TestCase("-d charge=ch_nothing", 404)]
    [TestCase("-d payment_intent=pi_nothing", 404)]
    [TestCase("-d payment_intent={0} -d amount=0", 400)]
    [TestCase("-d payment_intent={0} -d amount=-1", 400)]
    [TestCase("-d payment_intent={0} -d amount=1.5", 400)]
    [TestCase("-d payment_intent={0} -d amount=2001", 400)]
    [TestCase("-d payment_intent={0} -d amount=99999999999999999999", 400)]
    [Documented("refunds", Page + "/create")]
    public async Task Refunds_nothing_on_a_wrong_request(string data, int status)
    {
        var paid = await PayAsync();
        var before = await StateAsync();

        var answer = await CurlAsync("v1/refunds " + data.Replace("{0}", paid.Id, StringComparison.Ordinal));

        Assert.That((answer.Status, answer.TextAt("error.type")), Is.EqualTo((status, "invalid_request_error")), answer.Body);
        Assert.That(await StateAsync(), Is.EqualTo(before));
    }

    [Test]
    [Documented("refunds", Guide + "#cancel-payment")]
    public async Task Refunds_no_hold_and_no_failure()
    {
        var held = await PayAsync(more: "-d capture_method=manual");
        var declined = await CurlAsync(
            "v1/payment_intents -d amount=2000 -d currency=usd -d confirm=true -d payment_method=pm_card_visa_chargeDeclined");

        var hold = await CurlAsync($"v1/refunds -d payment_intent={held.Id}");
        var failure = await CurlAsync($"v1/refunds -d charge={declined.TextAt("error.charge")}");

        Assert.That((hold.Status, failure.Status), Is.EqualTo((400, 400)));
        Assert.That((await DoneAsync("v1/refunds")).Ids, Is.Empty);
    }

    [Test]
    [Documented("refunds", Page + "/update")]
    public async Task Changes_metadata_and_nothing_else()
    {
        var refund = await DoneAsync($"v1/refunds -d payment_intent={(await PayAsync()).Id} -d \"metadata[a]\"=1");

        var changed = await DoneAsync($"v1/refunds/{refund.Id} -d \"metadata[order_id]\"=6735");
        var other = await CurlAsync($"v1/refunds/{refund.Id} -d amount=1");

        Assert.That((changed.TextAt("metadata.a"), changed.TextAt("metadata.order_id")), Is.EqualTo(("1", "6735")));
        Assert.That((other.Status, other.Code, other.Param), Is.EqualTo((400, "parameter_unknown", "amount")));
    }

    [Test]
    [Documented("refunds", Page + "/list")]
    public async Task Lists_by_charge_and_by_payment_intent()
    {
        var paid = await PayAsync();
        var refund = await DoneAsync($"v1/refunds -d payment_intent={paid.Id} -d amount=1");
        await DoneAsync($"v1/refunds -d payment_intent={(await PayAsync()).Id}");

        Assert.That((await DoneAsync($"v1/refunds?payment_intent={paid.Id}")).Ids, Is.EqualTo([refund.Id]));
        Assert.That((await DoneAsync($"v1/refunds?charge={paid.TextAt("latest_charge")}")).Ids, Is.EqualTo([refund.Id]));
        Assert.That((await DoneAsync("v1/refunds -G -d limit=3")).Ids, Has.Count.EqualTo(2));
    }

    [Test]
    [Documented("refunds", Page + "/object")]
    public async Task Has_no_filter_by_customer()
        => Assert.That((await CurlAsync("v1/refunds?customer=cus_x")).Code, Is.EqualTo("parameter_unknown"));
}
