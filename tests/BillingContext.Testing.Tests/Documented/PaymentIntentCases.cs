namespace BillingContext.Testing.Tests.Documented;

public sealed class PaymentIntentCases : DocumentedCases
{
    private const string Page = "https://docs.stripe.com/api/payment_intents";
    private const string Lifecycle = "https://docs.stripe.com/payments/paymentintents/lifecycle";
    private const string Hold = "https://docs.stripe.com/payments/place-a-hold-on-a-payment-method";

    [Test]
    [Documented("payments", Lifecycle)]
    public async Task Goes_from_created_to_succeeded()
    {
        var made = await DoneAsync("v1/payment_intents -d amount=2000 -d currency=usd -d \"automatic_payment_methods[enabled]\"=true");
        var changed = await DoneAsync($"v1/payment_intents/{made.Id} -d \"metadata[order_id]\"=6735");
        var paid = await DoneAsync(
            $"v1/payment_intents/{made.Id}/confirm -d payment_method=pm_card_visa --data-urlencode return_url=\"https://www.example.com\"");

        Assert.That((made.TextAt("object"), made.TextAt("status")), Is.EqualTo(("payment_intent", "requires_payment_method")));
        Assert.That(made.TextAt("client_secret"), Does.StartWith(made.Id + "_secret_"));
        Assert.That(changed.TextAt("metadata.order_id"), Is.EqualTo("6735"));
        Assert.That((paid.TextAt("status"), paid.NumberAt("amount_received"), paid.NumberAt("amount_capturable")),
            Is.EqualTo(("succeeded", 2000, 0)));
        Assert.That(paid.TextAt("latest_charge"), Does.StartWith("ch_"));
    }

    [Test]
    [Documented("payments", Lifecycle)]
    public async Task Waits_for_confirmation_once_it_has_a_payment_method()
    {
        var made = await DoneAsync("v1/payment_intents -d amount=2000 -d currency=usd -d payment_method=pm_card_visa");

        Assert.That(made.TextAt("status"), Is.EqualTo("requires_confirmation"));
        Assert.That((await DoneAsync($"v1/payment_intents/{made.Id}/confirm -X POST")).TextAt("status"), Is.EqualTo("succeeded"));
    }

    [Test]
    [Documented("payments", Lifecycle)]
    public async Task Wants_another_payment_method_after_a_decline()
    {
        var made = await DoneAsync("v1/payment_intents -d amount=2000 -d currency=usd");
        await CurlAsync($"v1/payment_intents/{made.Id}/confirm -d payment_method=pm_card_visa_chargeDeclined");
        var declined = await DoneAsync($"v1/payment_intents/{made.Id}");
        var paid = await DoneAsync($"v1/payment_intents/{made.Id}/confirm -d payment_method=pm_card_visa");

        Assert.That((declined.TextAt("status"), declined.TextAt("last_payment_error.code")),
            Is.EqualTo(("requires_payment_method", "card_declined")));
        Assert.That((paid.TextAt("status"), paid.At("last_payment_error").ValueKind),
            Is.EqualTo(("succeeded", System.Text.Json.JsonValueKind.Null)));
    }

    [Test]
    [Documented("payments", Page + "/capture")]
    public async Task Captures_the_whole_hold()
    {
        var held = await PayAsync(more: "-d capture_method=manual");
        var captured = await DoneAsync($"v1/payment_intents/{held.Id}/capture -X POST");
        var charge = await DoneAsync($"v1/charges/{held.TextAt("latest_charge")}");

        Assert.That((held.TextAt("status"), held.NumberAt("amount_capturable"), held.NumberAt("amount_received")),
            Is.EqualTo(("requires_capture", 2000, 0)));
        Assert.That((captured.TextAt("status"), captured.NumberAt("amount_capturable"), captured.NumberAt("amount_received")),
            Is.EqualTo(("succeeded", 0, 2000)));
        Assert.That((charge.FlagAt("captured"), charge.NumberAt("amount_captured")), Is.EqualTo((true, 2000)));
    }

    [Test]
    [Documented("payments", Hold)]
    public async Task Captures_a_part_and_releases_the_rest()
    {
        var held = await PayAsync(more: "-d capture_method=manual");

        var captured = await DoneAsync($"v1/payment_intents/{held.Id}/capture -d amount_to_capture=750");
        var over = await CurlAsync($"v1/refunds -d payment_intent={held.Id} -d amount=751");
        var refund = await DoneAsync($"v1/refunds -d payment_intent={held.Id}");

        Assert.That((captured.TextAt("status"), captured.NumberAt("amount_received"), captured.NumberAt("amount_capturable")),
            Is.EqualTo(("succeeded", 750, 0)));
        Assert.That((over.Status, refund.NumberAt("amount")), Is.EqualTo((400, 750)));
    }

    [Test]
    [Documented("payments", Page + "/capture")]
    public async Task Captures_no_more_than_is_held_and_only_once()
    {
        var held = await PayAsync(more: "-d capture_method=manual");

        var more = await CurlAsync($"v1/payment_intents/{held.Id}/capture -d amount_to_capture=2001");
        await DoneAsync($"v1/payment_intents/{held.Id}/capture -X POST");
        var again = await CurlAsync($"v1/payment_intents/{held.Id}/capture -X POST");

        Assert.That((more.Status, again.Status, again.Code), Is.EqualTo((400, 400, "payment_intent_unexpected_state")));
    }

    [TestCase("", null)]
    [TestCase("-d cancellation_reason=duplicate", "duplicate")]
    [TestCase("-d cancellation_reason=requested_by_customer", "requested_by_customer")]
    [Documented("payments", Page + "/cancel")]
    public async Task Cancels_a_hold(string reason, string? kept)
    {
        var held = await PayAsync(more: "-d capture_method=manual");

        var canceled = await DoneAsync($"v1/payment_intents/{held.Id}/cancel -X POST {reason}");
        var late = await CurlAsync($"v1/payment_intents/{held.Id}/capture -X POST");

        Assert.That((canceled.TextAt("status"), canceled.TextAt("cancellation_reason"), canceled.NumberAt("amount_capturable")),
            Is.EqualTo(("canceled", kept, 0)));
        Assert.That(canceled.NumberAt("canceled_at"), Is.GreaterThan(0));
        Assert.That(late.Code, Is.EqualTo("payment_intent_unexpected_state"));
    }

    [Test]
    [Documented("payments", Page + "/cancel")]
    public async Task Cancels_no_payment_that_succeeded()
    {
        var paid = await PayAsync();

        var answer = await CurlAsync($"v1/payment_intents/{paid.Id}/cancel -X POST");

        Assert.That((answer.Status, answer.Code), Is.EqualTo((400, "payment_intent_unexpected_state")));
        Assert.That(answer.TextAt("error.payment_intent.status"), Is.EqualTo("succeeded"));
    }

    [Test]
    [Documented("payments", Hold)]
    public async Task Lets_a_hold_lapse_after_seven_days()
    {
        var held = await PayAsync(more: "-d capture_method=manual");

        await AdvanceAsync("days=8");

        var lapsed = await DoneAsync($"v1/payment_intents/{held.Id}");
        Assert.That((lapsed.TextAt("status"), lapsed.TextAt("cancellation_reason")), Is.EqualTo(("canceled", "automatic")));
    }

    [Test]
    [Documented("payments", Page + "/list")]
    public async Task Lists_by_customer()
    {
        var customer = await DoneAsync("v1/customers -d name=x");
        var theirs = await PayAsync(more: $"-d customer={customer.Id}");
        await PayAsync();

        Assert.That((await DoneAsync($"v1/payment_intents?customer={customer.Id}")).Ids, Is.EqualTo([theirs.Id]));
        Assert.That((await DoneAsync("v1/payment_intents -G -d limit=3")).Ids, Has.Count.EqualTo(2));
    }
}
