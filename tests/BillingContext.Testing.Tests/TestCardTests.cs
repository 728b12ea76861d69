using BillingContext.Testing.Tests.Framework;

namespace BillingContext.Testing.Tests;

/// <summary>https://docs.stripe.com/testing</summary>
public sealed class TestCardTests
{
    private const string Paid = "amount=2000&currency=usd&confirm=true&payment_method=";

    private readonly StripeSimulator _stripe = new();

    [TestCase("pm_card_unionpay", "unionpay", "0005")]
    [TestCase("pm_card_amex", "amex", "0005")]
    [TestCase("pm_card_bypassPendingInternational", "visa", "0278")]
    public void Pays(string card, string brand, string last4)
    {
        using var wire = new Wire(_stripe);

        var paid = wire.Post("/v1/payment_intents", Paid + card + "&expand[]=latest_charge");

        var details = paid.At("latest_charge.payment_method_details.card");
        Assert.That(
            (paid.TextAt("status"), details.GetProperty("brand").GetString(), details.GetProperty("last4").GetString()),
            Is.EqualTo(("succeeded", brand, last4)));
    }

    [Test]
    public void Declines_when_it_was_used_too_often()
    {
        using var wire = new Wire(_stripe);

        var answer = wire.Post("/v1/payment_intents", Paid + "pm_card_visa_chargeDeclinedVelocityLimitExceeded");

        Assert.That(
            (answer.Status, answer.Code, answer.TextAt("error.decline_code")),
            Is.EqualTo((402, "card_declined", "card_velocity_exceeded")));
    }

    [TestCase("pm_card_threeDSecure2Required", "succeeded", null)]
    [TestCase("pm_card_threeDSecureRequiredChargeDeclined", "requires_payment_method", "generic_decline")]
    [TestCase("pm_card_authenticationRequiredChargeDeclinedInsufficientFunds", "requires_payment_method", "insufficient_funds")]
    public void Asks_for_the_customer_first_and_decides_then(string card, string status, string? decline)
    {
        using var wire = new Wire(_stripe);
        var asked = wire.Post("/v1/payment_intents", Paid + card);

        _stripe.Account.Authenticate(asked.Id);

        var decided = wire.Get($"/v1/payment_intents/{asked.Id}");
        Assert.That((asked.TextAt("status"), decided.TextAt("status")), Is.EqualTo(("requires_action", status)));
        Assert.That(decline is null || decided.TextAt("last_payment_error.decline_code") == decline, decided.Body);
    }
}
