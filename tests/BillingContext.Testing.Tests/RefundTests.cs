using System.Text.Json;
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
        Assert.That(first.TextAt("reason"), Is.EqualTo("requested_by_customer"));
        Assert.That(second.NumberAt("amount"), Is.EqualTo(3800));
        Assert.That(charge.FlagAt("refunded"), Is.True);
        Assert.That(charge.NumberAt("amount_refunded"), Is.EqualTo(5000));
        Assert.That(charge.At("refunds.data").GetArrayLength(), Is.EqualTo(2));
    }

    [Test]
    public void Says_refunded_only_when_all_of_it_is()
    {
        var payment = _stripe.Account.Pay(null, 5000);
        _stripe.Account.Refund(payment, 4999);
        using var wire = new Wire(_stripe);

        var charge = wire.Get($"/v1/charges/{payment.ChargeId}");

        Assert.That(charge.FlagAt("refunded"), Is.False);
        Assert.That(charge.NumberAt("amount_refunded"), Is.EqualTo(4999));
    }

    [Test]
    public void Lists_by_charge_and_by_payment_intent_but_not_by_customer()
    {
        var customer = _stripe.Account.AddCustomer();
        var payment = _stripe.Account.Pay(customer, 5000);
        _stripe.Account.Refund(_stripe.Account.Pay(customer, 100));
        var refund = _stripe.Account.Refund(payment, 100);
        using var wire = new Wire(_stripe);

        Assert.That(wire.Get($"/v1/refunds?charge={payment.ChargeId}").Ids, Is.EqualTo([refund]));
        Assert.That(wire.Get($"/v1/refunds?payment_intent={payment.PaymentIntentId}").Ids, Is.EqualTo([refund]));
        Assert.That(wire.Get($"/v1/refunds?customer={customer}").Code, Is.EqualTo("parameter_unknown"));
    }

    [Test]
    public void Names_the_customer_from_the_version_that_has_it()
    {
        var customer = _stripe.Account.AddCustomer();
        var refund = _stripe.Account.Refund(_stripe.Account.Pay(customer, 100));
        using var now = new Wire(_stripe);
        using var before = new Wire(_stripe) { Version = "2026-06-24.dahlia" };

        Assert.That(now.Get($"/v1/refunds/{refund}").TextAt("customer"), Is.EqualTo(customer));
        Assert.That(before.Get($"/v1/refunds/{refund}").Lacks("customer"));
    }

    [Test]
    public void Gets_its_reference_number_some_days_later()
    {
        var refund = _stripe.Account.Refund(_stripe.Account.Pay(null, 100));
        using var wire = new Wire(_stripe);

        var early = wire.Get($"/v1/refunds/{refund}");
        _stripe.Clock().Advance(TimeSpan.FromDays(3));
        var later = wire.Get($"/v1/refunds/{refund}");

        Assert.That(early.TextAt("destination_details.card.reference_status"), Is.EqualTo("pending"));
        Assert.That(early.Lacks("destination_details.card.reference"));
        Assert.That(later.TextAt("destination_details.card.reference_status"), Is.EqualTo("available"));
        Assert.That(later.TextAt("destination_details.card.reference"), Has.Length.EqualTo(23));
        Assert.That(later.TextAt("destination_details.card.reference_type"), Is.EqualTo("acquirer_reference_number"));
    }

    [Test]
    public void A_reversal_has_no_reference_number()
    {
        _stripe.Account.SetRefundsAsReversals();
        var refund = _stripe.Account.Refund(_stripe.Account.Pay(null, 100));
        _stripe.Clock().Advance(TimeSpan.FromDays(9));
        using var wire = new Wire(_stripe);

        var answer = wire.Get($"/v1/refunds/{refund}");

        Assert.That(answer.TextAt("destination_details.card.type"), Is.EqualTo("reversal"));
        Assert.That(answer.Lacks("destination_details.card.reference"));
    }

    [Test]
    public void A_failed_refund_counts_no_longer()
    {
        var payment = _stripe.Account.Pay(null, 5000);
        var refund = _stripe.Account.Refund(payment);
        _stripe.Clock().Advance(TimeSpan.FromDays(10));
        _stripe.Account.FailRefund(refund, "lost_or_stolen_card");
        using var wire = new Wire(_stripe);

        var answer = wire.Get($"/v1/refunds/{refund}?expand[]=charge");
        var again = wire.Post("/v1/refunds", $"charge={payment.ChargeId}");

        Assert.That(answer.TextAt("status"), Is.EqualTo("failed"));
        Assert.That(answer.TextAt("failure_reason"), Is.EqualTo("lost_or_stolen_card"));
        Assert.That(answer.TextAt("failure_balance_transaction"), Does.StartWith("txn_"));
        Assert.That(answer.NumberAt("charge.amount_refunded"), Is.Zero);
        Assert.That(answer.FlagAt("charge.refunded"), Is.False);
        Assert.That(again.Status, Is.EqualTo(200));
    }

    [TestCase("us_bank_account", "pending")]
    [TestCase("sepa_debit", "pending")]
    [TestCase("konbini", "requires_action")]
    [TestCase("klarna", "succeeded")]
    [TestCase("card", "succeeded")]
    public void Starts_as_its_payment_method_usually_does(string method, string status)
    {
        var payment = _stripe.Account.Pay(null, 5000, paymentMethodType: method);
        using var wire = new Wire(_stripe);

        var refund = wire.Post("/v1/refunds", $"charge={payment.ChargeId}&instructions_email=a@example.com");

        Assert.That(refund.TextAt("status"), Is.EqualTo(status));
        Assert.That(refund.TextAt("destination_details.type"), Is.EqualTo(method));
        Assert.That(refund.Lacks("next_action"), Is.EqualTo(status != "requires_action"));
    }

    [Test]
    public void Starts_as_the_test_says_and_is_sent_later()
    {
        _stripe.Account.SetNextRefundStatus("pending");
        var payment = _stripe.Account.Pay(null, 5000);
        var refund = _stripe.Account.Refund(payment);
        using var wire = new Wire(_stripe);

        var pending = wire.Get($"/v1/refunds/{refund}");
        _stripe.Account.CompleteRefund(refund);
        var sent = wire.Get($"/v1/refunds/{refund}");

        Assert.That(pending.TextAt("status"), Is.EqualTo("pending"));
        Assert.That(pending.TextAt("pending_reason"), Is.EqualTo("processing"));
        Assert.That(sent.TextAt("status"), Is.EqualTo("succeeded"));
        Assert.That(sent.Lacks("pending_reason"));
    }

    [Test]
    public void Waits_for_money_and_is_sent_when_there_is_some()
    {
        _stripe.Account.SetAvailableBalance(1000);
        var card = _stripe.Account.Refund(_stripe.Account.Pay(null, 5000));
        var bank = _stripe.Account.Refund(_stripe.Account.Pay(null, 5000, paymentMethodType: "sepa_debit"));
        using var wire = new Wire(_stripe);

        var waiting = wire.Get($"/v1/refunds/{card}");
        var failed = wire.Get($"/v1/refunds/{bank}?expand[]=charge");
        _stripe.Account.SetAvailableBalance(6000);
        var sent = wire.Get($"/v1/refunds/{card}");

        Assert.That((waiting.TextAt("status"), waiting.TextAt("pending_reason")), Is.EqualTo(("pending", "insufficient_funds")));
        Assert.That((failed.TextAt("status"), failed.TextAt("failure_reason")), Is.EqualTo(("failed", "insufficient_funds")));
        Assert.That(failed.NumberAt("charge.amount_refunded"), Is.Zero);
        Assert.That(sent.TextAt("status"), Is.EqualTo("succeeded"));
    }

    [Test]
    public void Can_be_cancelled_only_while_the_customer_has_to_act()
    {
        var payment = _stripe.Account.Pay(null, 5000, paymentMethodType: "konbini");
        var waiting = _stripe.Account.Refund(payment, 1000);
        var sent = _stripe.Account.Refund(payment, 1000, status: "succeeded");
        using var wire = new Wire(_stripe);

        var canceled = wire.Post($"/v1/refunds/{waiting}/cancel");
        var refused = wire.Post($"/v1/refunds/{sent}/cancel");

        Assert.That(canceled.TextAt("status"), Is.EqualTo("canceled"));
        Assert.That(refused.Status, Is.EqualTo(400));
        Assert.That(wire.Get($"/v1/charges/{payment.ChargeId}").NumberAt("amount_refunded"), Is.EqualTo(1000));
    }

    [Test]
    public void Takes_new_metadata_and_removes_what_is_emptied()
    {
        var payment = _stripe.Account.Pay(null, 5000);
        using var wire = new Wire(_stripe);
        var refund = wire.Post("/v1/refunds", $"charge={payment.ChargeId}&metadata[a]=1&metadata[b]=2").Id;

        var changed = wire.Post($"/v1/refunds/{refund}", "metadata[a]=&metadata[c]=3");
        var emptied = wire.Post($"/v1/refunds/{refund}", "metadata=");

        Assert.That(changed.At("metadata").ToString(), Is.EqualTo("""{"b":"2","c":"3"}"""));
        Assert.That(emptied.At("metadata").ToString(), Is.EqualTo("{}"));
        Assert.That(wire.Post($"/v1/refunds/{refund}", "amount=5").Code, Is.EqualTo("parameter_unknown"));
    }

    [Test]
    public void Reverses_the_transfer_of_a_destination_charge_when_asked()
    {
        var payment = _stripe.Account.Pay(null, 5000, transferDestination: "acct_1Seller", applicationFee: 100);
        using var wire = new Wire(_stripe);

        var refund = wire.Post("/v1/refunds", $"charge={payment.ChargeId}&amount=100&reverse_transfer=true&refund_application_fee=true");
        var plain = wire.Post("/v1/refunds", $"charge={payment.ChargeId}&amount=100");

        Assert.That(refund.TextAt("transfer_reversal"), Does.StartWith("trr_"));
        Assert.That(plain.At("transfer_reversal").ValueKind, Is.EqualTo(JsonValueKind.Null));
    }

    [Test]
    public void Shows_its_share_of_a_presented_amount()
    {
        var payment = _stripe.Account.Pay(null, 5000, presentmentAmount: 6900, presentmentCurrency: "cad");
        using var wire = new Wire(_stripe);

        var refund = wire.Post("/v1/refunds", $"charge={payment.ChargeId}&amount=2500");

        Assert.That(refund.NumberAt("presentment_details.presentment_amount"), Is.EqualTo(3450));
    }

    [Test]
    public void Marks_the_charge_when_the_reason_is_fraud()
    {
        var payment = _stripe.Account.Pay(null, 5000);
        using var wire = new Wire(_stripe);

        wire.Post("/v1/refunds", $"charge={payment.ChargeId}&reason=fraudulent");

        Assert.That(wire.Get($"/v1/charges/{payment.ChargeId}").TextAt("fraud_details.user_report"), Is.EqualTo("fraudulent"));
    }

    [Test]
    public void Shows_refunds_to_the_test()
    {
        var payment = _stripe.Account.Pay(null, 5000);
        using var wire = new Wire(_stripe);
        wire.Post("/v1/refunds", $"charge={payment.ChargeId}&amount=700&metadata[request]=r1");
        _stripe.Account.Refund(payment, 300);

        var refunds = _stripe.Account.Refunds;

        Assert.That(refunds.Select(r => r.Amount), Is.EqualTo([700, 300]));
        Assert.That(refunds[0].Metadata["request"], Is.EqualTo("r1"));
        Assert.That((refunds[1].Charge, refunds[1].PaymentIntent), Is.EqualTo((payment.ChargeId, payment.PaymentIntentId)));
        Assert.That(refunds[1].Created, Is.EqualTo(The.Start));
    }
}
