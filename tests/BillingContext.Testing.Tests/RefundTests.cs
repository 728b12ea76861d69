using BillingContext.Testing.Tests.Framework;

namespace BillingContext.Testing.Tests;

public sealed class RefundTests
{
    private readonly StripeSimulator _stripe = new();

    [Test]
    public void Refunds_what_is_left_when_no_amount_is_given()
    {
        using var wire = new Wire(_stripe);
        var payment = _stripe.Account.Pay(_stripe.Account.AddCustomer(), 5000);

        var first = wire.Post("/v1/refunds", $"charge={payment.ChargeId}&amount=1200&reason=requested_by_customer&metadata[ticket]=T-1");
        var second = wire.Post("/v1/refunds", $"payment_intent={payment.PaymentIntentId}");

        var charge = wire.Get($"/v1/charges/{payment.ChargeId}?expand[]=refunds");
        Assert.That(first.Status, Is.EqualTo(200), first.Body);
        Assert.That(first.TextAt("metadata.ticket"), Is.EqualTo("T-1"));
        Assert.That(first.TextAt("status"), Is.EqualTo("succeeded"));
        Assert.That(second.NumberAt("amount"), Is.EqualTo(3800));
        Assert.That(charge.FlagAt("refunded"), Is.True);
        Assert.That(charge.At("refunds.data").GetArrayLength(), Is.EqualTo(2));
    }
}
