using System.Text.Json;
using BillingContext.Testing.Tests.Framework;

namespace BillingContext.Testing.Tests;

public sealed class PaymentTests
{
    private readonly StripeSimulator _stripe = new();

    [Test]
    public void Shows_a_payment_with_everything_about_its_card()
    {
        var card = new SimulatedCard
        {
            Brand = "mastercard",
            Last4 = "4444",
            Wallet = "apple_pay",
            WalletLast4 = "9999",
            ThreeDSecureResult = "authenticated",
        };
        var customer = _stripe.Account.AddCustomer();
        var payment = _stripe.Account.Pay(customer, 4200, "eur", "Shoes", card: card, orderReference: "order-7");
        using var wire = new Wire(_stripe);

        var intent = wire.Get($"/v1/payment_intents/{payment.PaymentIntentId}");
        var charge = wire.Get($"/v1/charges/{payment.ChargeId}");

        Assert.That(intent.TextAt("status"), Is.EqualTo("succeeded"));
        Assert.That(intent.NumberAt("amount_received"), Is.EqualTo(4200));
        Assert.That(intent.TextAt("latest_charge"), Is.EqualTo(payment.ChargeId));
        Assert.That(intent.TextAt("payment_details.order_reference"), Is.EqualTo("order-7"));
        Assert.That(intent.Lacks("charges") && intent.Lacks("invoice"));
        Assert.That(charge.TextAt("payment_intent"), Is.EqualTo(payment.PaymentIntentId));
        Assert.That(charge.FlagAt("paid") && charge.FlagAt("captured"));
        Assert.That(charge.TextAt("payment_method_details.card.brand"), Is.EqualTo("mastercard"));
        Assert.That(charge.TextAt("payment_method_details.card.last4"), Is.EqualTo("4444"));
        Assert.That(charge.TextAt("payment_method_details.card.wallet.dynamic_last4"), Is.EqualTo("9999"));
        Assert.That(charge.TextAt("payment_method_details.card.three_d_secure.result"), Is.EqualTo("authenticated"));
        Assert.That(charge.TextAt("outcome.type"), Is.EqualTo("authorized"));
        Assert.That(charge.Lacks("invoice") && charge.Lacks("dispute"));
    }

    [Test]
    public void Gives_equal_cards_equal_fingerprints()
    {
        var first = _stripe.Account.Pay(null, 100);
        var second = _stripe.Account.Pay(null, 100);
        var other = _stripe.Account.Pay(null, 100, card: new SimulatedCard { Last4 = "1881" });
        using var wire = new Wire(_stripe);

        Assert.That(Fingerprint(second), Is.EqualTo(Fingerprint(first)));
        Assert.That(Fingerprint(other), Is.Not.EqualTo(Fingerprint(first)));

        string? Fingerprint(SimulatedPayment payment)
            => wire.Get($"/v1/charges/{payment.ChargeId}").TextAt("payment_method_details.card.fingerprint");
    }

    [Test]
    public void Keeps_failed_attempts_of_a_payment_that_succeeds_later()
    {
        var customer = _stripe.Account.AddCustomer();
        var declined = _stripe.Account.DeclinePayment(customer, 900, declineCode: "insufficient_funds");
        using var wire = new Wire(_stripe);

        var waiting = wire.Get($"/v1/payment_intents/{declined.PaymentIntentId}");
        var paid = _stripe.Account.RetryPayment(declined.PaymentIntentId!);

        var intent = wire.Get($"/v1/payment_intents/{declined.PaymentIntentId}");
        var attempts = wire.Get($"/v1/charges?payment_intent={declined.PaymentIntentId}");
        Assert.That(waiting.TextAt("status"), Is.EqualTo("requires_payment_method"));
        Assert.That(waiting.TextAt("last_payment_error.decline_code"), Is.EqualTo("insufficient_funds"));
        Assert.That(intent.TextAt("status"), Is.EqualTo("succeeded"));
        Assert.That(intent.At("last_payment_error").ValueKind, Is.EqualTo(JsonValueKind.Null));
        Assert.That(attempts.Ids, Is.EqualTo([paid.ChargeId, declined.ChargeId]));
        Assert.That(attempts.TextAt("data.1.status"), Is.EqualTo("failed"));
        Assert.That(attempts.TextAt("data.1.outcome.reason"), Is.EqualTo("insufficient_funds"));
    }

    [Test]
    public void Holds_money_until_it_is_captured()
    {
        var hold = _stripe.Account.Authorize(null, 3000);
        using var wire = new Wire(_stripe);

        var held = wire.Get($"/v1/payment_intents/{hold.PaymentIntentId}?expand[]=latest_charge");
        _stripe.Account.Capture(hold.PaymentIntentId!, 2500);
        var taken = wire.Get($"/v1/payment_intents/{hold.PaymentIntentId}?expand[]=latest_charge");

        Assert.That(held.TextAt("status"), Is.EqualTo("requires_capture"));
        Assert.That(held.NumberAt("amount_capturable"), Is.EqualTo(3000));
        Assert.That(held.FlagAt("latest_charge.captured"), Is.False);
        Assert.That(
            held.NumberAt("latest_charge.payment_method_details.card.capture_before"),
            Is.EqualTo(The.Start.AddDays(7).ToUnixTimeSeconds()));
        Assert.That(taken.TextAt("status"), Is.EqualTo("succeeded"));
        Assert.That(taken.NumberAt("latest_charge.amount_captured"), Is.EqualTo(2500));
    }

    [Test]
    public void Lets_a_hold_lapse_after_seven_days()
    {
        var hold = _stripe.Account.Authorize(null, 3000);
        using var wire = new Wire(_stripe);

        _stripe.Clock().Advance(TimeSpan.FromDays(8));

        var intent = wire.Get($"/v1/payment_intents/{hold.PaymentIntentId}");
        Assert.That(intent.TextAt("status"), Is.EqualTo("canceled"));
        Assert.That(intent.TextAt("cancellation_reason"), Is.EqualTo("automatic"));
        Assert.That(intent.NumberAt("canceled_at"), Is.EqualTo(The.Start.AddDays(7).ToUnixTimeSeconds()));
        Assert.That(_stripe.Account.Events.Select(e => e.Type), Does.Contain("charge.expired"));
    }

    [Test]
    public void Cancels_a_payment_that_took_no_money()
    {
        var hold = _stripe.Account.Authorize(null, 3000);
        _stripe.Account.CancelPayment(hold.PaymentIntentId!);
        using var wire = new Wire(_stripe);

        Assert.That(wire.Get($"/v1/payment_intents/{hold.PaymentIntentId}").TextAt("status"), Is.EqualTo("canceled"));
        Assert.That(() => _stripe.Account.Capture(hold.PaymentIntentId!), Throws.InvalidOperationException);
    }

    [Test]
    public void Knows_charges_without_a_payment_intent()
    {
        var payment = _stripe.Account.PayWithoutIntent(null, 700);
        using var wire = new Wire(_stripe);

        var charge = wire.Get($"/v1/charges/{payment.ChargeId}?expand[]=payment_intent");

        Assert.That(payment.PaymentIntentId, Is.Null);
        Assert.That(charge.At("payment_intent").ValueKind, Is.EqualTo(JsonValueKind.Null));
        Assert.That(charge.At("customer").ValueKind, Is.EqualTo(JsonValueKind.Null));
    }

    [Test]
    public void Knows_other_payment_methods_connect_and_presented_currencies()
    {
        var payment = _stripe.Account.Pay(
            null,
            5000,
            paymentMethodType: "us_bank_account",
            transferDestination: "acct_1Seller",
            applicationFee: 300,
            presentmentAmount: 6900,
            presentmentCurrency: "cad");
        using var wire = new Wire(_stripe);

        var charge = wire.Get($"/v1/charges/{payment.ChargeId}");

        Assert.That(payment.ChargeId, Does.StartWith("py_"));
        Assert.That(charge.TextAt("payment_method_details.us_bank_account.last4"), Is.EqualTo("6789"));
        Assert.That(charge.TextAt("transfer_data.destination"), Is.EqualTo("acct_1Seller"));
        Assert.That(charge.NumberAt("application_fee_amount"), Is.EqualTo(300));
        Assert.That(charge.NumberAt("presentment_details.presentment_amount"), Is.EqualTo(6900));
    }

    [Test]
    public void Stays_cheap_with_very_many_payments()
    {
        var customers = Enumerable.Range(0, 100).Select(_ => _stripe.Account.AddCustomer()).ToList();
        for (var i = 0; i < 20_000; i++)
        {
            _stripe.Account.Pay(customers[i % 100], 100 + i, createdAt: The.Start.AddSeconds(-(i * 37) % 100_000));
        }

        using var wire = new Wire(_stripe);

        var page = wire.Get($"/v1/payment_intents?customer={customers[3]}&limit=100&expand[]=data.latest_charge");

        Assert.That(page.Ids, Has.Count.EqualTo(100));
        Assert.That(page.HasMore);
    }
}
