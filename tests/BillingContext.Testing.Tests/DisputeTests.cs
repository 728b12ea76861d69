using BillingContext.Testing.Tests.Framework;

namespace BillingContext.Testing.Tests;

public sealed class DisputeTests
{
    private readonly StripeSimulator _stripe = new();

    [Test]
    public void Shows_a_dispute_and_marks_the_charge()
    {
        var payment = _stripe.Account.Pay(null, 5000);
        var due = The.Start.AddDays(7);
        var id = _stripe.Account.OpenDispute(payment.ChargeId, "product_not_received", amount: 3000, dueBy: due);
        using var wire = new Wire(_stripe);

        var dispute = wire.Get($"/v1/disputes/{id}?expand[]=charge");

        Assert.That(dispute.TextAt("reason"), Is.EqualTo("product_not_received"));
        Assert.That(dispute.TextAt("status"), Is.EqualTo("needs_response"));
        Assert.That(dispute.NumberAt("amount"), Is.EqualTo(3000));
        Assert.That(dispute.NumberAt("evidence_details.due_by"), Is.EqualTo(due.ToUnixTimeSeconds()));
        Assert.That(dispute.FlagAt("evidence_details.past_due"), Is.False);
        Assert.That(dispute.FlagAt("is_charge_refundable"), Is.False);
        Assert.That(dispute.FlagAt("charge.disputed"), Is.True);
        Assert.That(dispute.TextAt("payment_intent"), Is.EqualTo(payment.PaymentIntentId));
        Assert.That(dispute.TextAt("payment_method_details.card.case_type"), Is.EqualTo("chargeback"));
    }

    [Test]
    public void Lists_by_charge_and_payment_intent_but_not_by_customer()
    {
        var payment = _stripe.Account.Pay(null, 5000);
        var first = _stripe.Account.OpenDispute(payment.ChargeId, status: "warning_needs_response");
        var second = _stripe.Account.OpenDispute(payment.ChargeId);
        _stripe.Account.OpenDispute(_stripe.Account.Pay(null, 100).ChargeId);
        using var wire = new Wire(_stripe);

        Assert.That(wire.Get($"/v1/disputes?charge={payment.ChargeId}").Ids, Is.EqualTo([second, first]));
        Assert.That(wire.Get($"/v1/disputes?payment_intent={payment.PaymentIntentId}").Ids, Is.EqualTo([second, first]));
        Assert.That(wire.Get("/v1/disputes?customer=cus_1").Code, Is.EqualTo("parameter_unknown"));
    }

    [Test]
    public void Warns_of_fraud_until_there_is_a_dispute()
    {
        var payment = _stripe.Account.Pay(null, 5000);
        var warning = _stripe.Account.WarnOfFraud(payment.ChargeId, "made_with_stolen_card");
        using var wire = new Wire(_stripe);

        var before = wire.Get($"/v1/radar/early_fraud_warnings/{warning}?expand[]=charge");
        _stripe.Account.OpenDispute(payment.ChargeId);
        var after = wire.Get($"/v1/radar/early_fraud_warnings/{warning}");

        Assert.That((before.TextAt("fraud_type"), before.NumberAt("charge.amount")), Is.EqualTo(("made_with_stolen_card", 5000)));
        Assert.That((before.FlagAt("actionable"), after.FlagAt("actionable")), Is.EqualTo((true, false)));
    }

    [Test]
    public void Ends_an_inquiry_with_a_full_refund()
    {
        var payment = _stripe.Account.Pay(null, 5000);
        var inquiry = _stripe.Account.OpenDispute(payment.ChargeId, status: "warning_needs_response");
        using var wire = new Wire(_stripe);

        _stripe.Account.Refund(payment, 100);
        var open = wire.Get($"/v1/disputes/{inquiry}").TextAt("status");
        _stripe.Account.Refund(payment);
        var closed = wire.Get($"/v1/disputes/{inquiry}").TextAt("status");

        Assert.That((open, closed), Is.EqualTo(("warning_needs_response", "warning_closed")));
    }

    [Test]
    public void Withdraws_and_reinstates_the_money()
    {
        var payment = _stripe.Account.Pay(null, 5000);
        var id = _stripe.Account.OpenDispute(payment.ChargeId);
        _stripe.Account.UpdateDispute(id, "under_review");
        _stripe.Account.CloseDispute(id, won: true);

        Assert.That(
            _stripe.Account.Events.Select(e => e.Type).SkipWhile(t => t != "charge.dispute.created"),
            Is.EqualTo(
            [
                "charge.dispute.created",
                "charge.dispute.funds_withdrawn",
                "charge.dispute.updated",
                "charge.dispute.closed",
                "charge.dispute.funds_reinstated",
            ]));
    }

    [Test]
    public void An_inquiry_takes_no_money_until_it_becomes_a_dispute()
    {
        var payment = _stripe.Account.Pay(null, 5000);
        var id = _stripe.Account.OpenDispute(payment.ChargeId, status: "warning_needs_response");
        var before = _stripe.Account.Events.Count(e => e.Type == "charge.dispute.funds_withdrawn");

        _stripe.Account.UpdateDispute(id, "needs_response");

        Assert.That(before, Is.Zero);
        Assert.That(_stripe.Account.Events.Count(e => e.Type == "charge.dispute.funds_withdrawn"), Is.EqualTo(1));
    }

    [Test]
    public void Marks_a_charge_as_fraudulent()
    {
        var payment = _stripe.Account.Pay(null, 5000);
        _stripe.Account.MarkFraudulent(payment.ChargeId);
        using var wire = new Wire(_stripe);

        Assert.That(wire.Get($"/v1/charges/{payment.ChargeId}").TextAt("fraud_details.user_report"), Is.EqualTo("fraudulent"));
    }
}
