using BillingContext.Testing.Tests.Framework;

namespace BillingContext.Testing.Tests.Documented;

public sealed class FraudWarningCases : DocumentedCases
{
    private const string Page = "https://docs.stripe.com/api/radar/early_fraud_warnings";

    [Test]
    [Documented("fraud warnings", Page + "/retrieve")]
    public async Task Tells_which_charge_a_bank_warns_of_and_why()
    {
        var (warning, paid) = await WarnedAsync();

        var read = await DoneAsync($"v1/radar/early_fraud_warnings/{warning}");

        Assert.That((read.TextAt("object"), read.TextAt("fraud_type")), Is.EqualTo(("radar.early_fraud_warning", "misc")));
        Assert.That((read.TextAt("charge"), read.TextAt("payment_intent")), Is.EqualTo((paid.TextAt("latest_charge"), paid.Id)));
        Assert.That((read.FlagAt("actionable"), read.FlagAt("livemode")), Is.EqualTo((true, false)));
    }

    [Test]
    [Documented("fraud warnings", Page + "/list")]
    public async Task Lists_by_charge_and_by_payment_intent()
    {
        var (warning, paid) = await WarnedAsync();
        var other = await PayAsync();

        Assert.That((await DoneAsync($"v1/radar/early_fraud_warnings?charge={paid.TextAt("latest_charge")}")).Ids, Is.EqualTo([warning]));
        Assert.That((await DoneAsync($"v1/radar/early_fraud_warnings?payment_intent={paid.Id}")).Ids, Is.EqualTo([warning]));
        Assert.That((await DoneAsync($"v1/radar/early_fraud_warnings?payment_intent={other.Id}")).Ids, Is.Empty);
        Assert.That((await CurlAsync("v1/radar/early_fraud_warnings?customer=cus_1")).Code, Is.EqualTo("parameter_unknown"));
    }

    [Test]
    [Documented("fraud warnings", Page + "/object#early_fraud_warning_object-actionable")]
    public async Task Is_actionable_until_it_is_refunded_in_full()
    {
        var (warning, paid) = await WarnedAsync();

        await DoneAsync($"v1/refunds -d payment_intent={paid.Id} -d amount=500");
        var inPart = await DoneAsync($"v1/radar/early_fraud_warnings/{warning}");
        await DoneAsync($"v1/refunds -d payment_intent={paid.Id}");
        var inFull = await DoneAsync($"v1/radar/early_fraud_warnings/{warning}");

        Assert.That((inPart.FlagAt("actionable"), inFull.FlagAt("actionable")), Is.EqualTo((true, false)));
        Assert.That(await EventTypesAsync(), Is.SupersetOf(["radar.early_fraud_warning.created", "radar.early_fraud_warning.updated"]));
    }

    [Test]
    [Documented("test cards", "https://docs.stripe.com/testing#disputes")]
    public async Task Is_brought_about_by_a_test_card()
    {
        var paid = await PayAsync(card: "pm_card_createIssuerFraudRecord");

        Assert.That(paid.TextAt("status"), Is.EqualTo("succeeded"));
        Assert.That((await DoneAsync("v1/radar/early_fraud_warnings")).Ids, Has.Count.EqualTo(1));
    }

    private async Task<(string Warning, WireAnswer Paid)> WarnedAsync()
    {
        var paid = await PayAsync(card: "pm_card_createIssuerFraudRecord");
        return ((await DoneAsync($"v1/radar/early_fraud_warnings?payment_intent={paid.Id}")).Ids.Single(), paid);
    }
}
