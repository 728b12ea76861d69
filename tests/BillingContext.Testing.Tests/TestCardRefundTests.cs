using BillingContext.Testing.Tests.Framework;

namespace BillingContext.Testing.Tests;

/// <summary>https://docs.stripe.com/testing#refunds</summary>
public sealed class TestCardRefundTests
{
    private readonly StripeSimulator _stripe = new();

    [TestCase("pm_card_pendingRefund", "pending", "succeeded", "refund.updated")]
    [TestCase("pm_card_refundFail", "succeeded", "failed", "refund.failed")]
    [TestCase("pm_card_visa", "succeeded", "succeeded", null)]
    public void Ends_as_the_card_says(string card, string first, string last, string? type)
    {
        using var wire = new Wire(_stripe);
        var paid = wire.Post("/v1/payment_intents", $"amount=2000&currency=usd&confirm=true&payment_method={card}");

        var refund = wire.Post("/v1/refunds", $"payment_intent={paid.Id}&amount=500");
        var events = _stripe.Account.Events.Count;
        _stripe.Clock().Advance(TimeSpan.FromHours(1));
        var later = wire.Get($"/v1/refunds/{refund.Id}");

        Assert.That((refund.TextAt("status"), later.TextAt("status")), Is.EqualTo((first, last)));
        Assert.That(_stripe.Account.Events.Skip(events).Select(e => e.Type), type is null ? Is.Empty : Does.Contain(type));
        Assert.That(
            wire.Get($"/v1/charges/{paid.TextAt("latest_charge")}").NumberAt("amount_refunded"), Is.EqualTo(last == "failed" ? 0 : 500));
    }

    [Test]
    public void Gets_its_reference_number_three_days_later()
    {
        using var wire = new Wire(_stripe);
        var paid = wire.Post("/v1/payment_intents", "amount=2000&currency=usd&confirm=true&payment_method=pm_card_visa");
        var refund = wire.Post("/v1/refunds", $"payment_intent={paid.Id}");

        _stripe.Clock().Advance(TimeSpan.FromDays(3));

        Assert.That(wire.Get($"/v1/refunds/{refund.Id}").TextAt("destination_details.card.reference_status"), Is.EqualTo("available"));
    }
}
