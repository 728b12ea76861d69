using BillingContext.Testing.Tests.Framework;
using FsCheck;
using FsCheck.Fluent;

namespace BillingContext.Testing.Tests;

public sealed class RefundRuleTests
{
    private readonly StripeSimulator _stripe = new();

    [Test]
    public void Refuses_more_than_is_left_in_Stripes_words()
    {
        var payment = _stripe.Account.Pay(null, 500_000);
        _stripe.Account.Refund(payment, 100_000);
        using var wire = new Wire(_stripe);

        var answer = wire.Post("/v1/refunds", $"charge={payment.ChargeId}&amount=400001");

        Assert.That((answer.Status, answer.Param, answer.Code), Is.EqualTo((400, "amount", (string?)null)));
        Assert.That(answer.Message, Is.EqualTo("Refund amount ($4,000.01) is greater than unrefunded amount on charge ($4,000.00)"));
        Assert.That(_stripe.Account.Refunds, Has.Count.EqualTo(1));
    }

    [Test]
    public void Refuses_a_charge_that_is_refunded_already()
    {
        var payment = _stripe.Account.Pay(null, 5000);
        _stripe.Account.Refund(payment);
        using var wire = new Wire(_stripe);

        var answer = wire.Post("/v1/refunds", $"payment_intent={payment.PaymentIntentId}&amount=1");

        Assert.That((answer.Status, answer.Code), Is.EqualTo((400, "charge_already_refunded")));
        Assert.That(answer.Message, Is.EqualTo($"Charge {payment.ChargeId} has already been refunded."));
    }

    [TestCase("needs_response", 400)]
    [TestCase("under_review", 400)]
    [TestCase("lost", 400)]
    [TestCase("warning_needs_response", 200)]
    [TestCase("warning_under_review", 200)]
    [TestCase("warning_closed", 200)]
    [TestCase("won", 200)]
    [TestCase("prevented", 200)]
    public void Refuses_a_charge_under_an_open_or_lost_dispute(string status, int expected)
    {
        var payment = _stripe.Account.Pay(null, 5000);
        _stripe.Account.OpenDispute(payment.ChargeId, status: status);
        using var wire = new Wire(_stripe);

        var answer = wire.Post("/v1/refunds", $"charge={payment.ChargeId}");

        Assert.That(answer.Status, Is.EqualTo(expected), answer.Body);
        if (expected == 400)
        {
            Assert.That(answer.Code, Is.EqualTo("charge_disputed"));
        }
    }

    [Test]
    public void Refuses_a_hold()
    {
        var hold = _stripe.Account.Authorize(null, 5000);
        using var wire = new Wire(_stripe);

        var byIntent = wire.Post("/v1/refunds", $"payment_intent={hold.PaymentIntentId}");
        var byCharge = wire.Post("/v1/refunds", $"charge={hold.ChargeId}");

        Assert.That((byIntent.Status, byIntent.Code, byCharge.Message), Is.EqualTo((400, (string?)null, byIntent.Message)));
        Assert.That(byIntent.Message, Does.StartWith($"This uncaptured Charge was created by a PaymentIntent ({hold.PaymentIntentId})."));
    }

    [Test]
    public void Refuses_a_payment_that_never_succeeded()
    {
        var declined = _stripe.Account.DeclinePayment(null, 5000);
        using var wire = new Wire(_stripe);

        var byIntent = wire.Post("/v1/refunds", $"payment_intent={declined.PaymentIntentId}");
        var byCharge = wire.Post("/v1/refunds", $"charge={declined.ChargeId}");

        var message = $"This PaymentIntent ({declined.PaymentIntentId}) does not have a successful charge to refund.";
        Assert.That((byIntent.Status, byIntent.Message), Is.EqualTo((400, message)));
        Assert.That((byCharge.Status, byCharge.Message), Is.EqualTo((400, message)));
    }

    [TestCase("", null, null, 400)]
    [TestCase("charge=ch_nope", "resource_missing", "id", 404)]
    [TestCase("payment_intent=pi_nope", "resource_missing", "payment_intent", 404)]
    [TestCase("charge={0}&amount=0", "parameter_invalid_integer", "amount", 400)]
    [TestCase("charge={0}&amount=-5", "parameter_invalid_integer", "amount", 400)]
    [TestCase("charge={0}&amount=1.50", "parameter_invalid_integer", "amount", 400)]
    [TestCase("charge={0}&amount=99999999999999999999", "parameter_invalid_integer", "amount", 400)]
    [TestCase("charge={0}&amount=9223372036854775807", null, "amount", 400)]
    [TestCase("charge={0}&amount[x]=1", "parameter_invalid_integer", "amount", 400)]
    [TestCase("charge={0}&reason=because", null, "reason", 400)]
    [TestCase("charge={0}&reason=expired_uncaptured_charge", null, "reason", 400)]
    [TestCase("charge={0}&reverse_transfer=yes", null, "reverse_transfer", 400)]
    [TestCase("charge={0}&reverse_transfer=true", null, "reverse_transfer", 400)]
    [TestCase("charge={0}&refund_application_fee=true", null, "refund_application_fee", 400)]
    [TestCase("charge={0}&shoe_size=44", "parameter_unknown", "shoe_size", 400)]
    [TestCase("charge={0}&foo=1&bar=2", "parameter_unknown", "foo", 400)]
    [TestCase("charge=", "parameter_invalid_empty", "charge", 400)]
    [TestCase("charge={0}&payment_intent=pi_other", null, "payment_intent", 400)]
    public void Refuses_parameters_that_make_no_sense(string form, string? code, string? param, int status)
    {
        var payment = _stripe.Account.Pay(null, 5000);
        using var wire = new Wire(_stripe);

        var answer = wire.Post("/v1/refunds", string.Format(null, form, payment.ChargeId));

        Assert.That((answer.Status, answer.Code, answer.Param), Is.EqualTo((status, code, param)), answer.Body);
        Assert.That(_stripe.Account.Refunds, Is.Empty);
    }

    [TestCase("isk", 150, 400, "invalid_charge_amount_no_decimal_compatible")]
    [TestCase("isk", 200, 200, null)]
    [TestCase("ugx", 150, 400, "invalid_charge_amount_no_decimal_compatible")]
    [TestCase("kwd", 1005, 400, null)]
    [TestCase("kwd", 1010, 200, null)]
    [TestCase("jpy", 7, 200, null)]
    public void Knows_currencies_with_rules_of_their_own(string currency, int amount, int status, string? code)
    {
        var payment = _stripe.Account.Pay(null, 10_000, currency);
        using var wire = new Wire(_stripe);

        var answer = wire.Post("/v1/refunds", $"charge={payment.ChargeId}&amount={amount}");

        Assert.That(answer.Status, Is.EqualTo(status), answer.Body);
        if (status == 400)
        {
            Assert.That((answer.Code, answer.Param), Is.EqualTo((code, "amount")));
        }
    }

    [TestCase("jpy", "Refund amount (¥20,000) is greater than unrefunded amount on charge (¥10,000)")]
    [TestCase("eur", "Refund amount (€200.00) is greater than unrefunded amount on charge (€100.00)")]
    [TestCase("kwd", "Refund amount (20.000 KWD) is greater than unrefunded amount on charge (10.000 KWD)")]
    public void Prints_amounts_in_their_currency(string currency, string message)
    {
        var payment = _stripe.Account.Pay(null, 10_000, currency);
        using var wire = new Wire(_stripe);

        Assert.That(wire.Post("/v1/refunds", $"charge={payment.ChargeId}&amount=20000").Message, Is.EqualTo(message));
    }

    [Test]
    public void Never_refunds_more_than_was_captured_whatever_happens()
        => Prop.ForAll(
            ArbMap.Default.ArbFor<(PositiveInt Captured, (byte Act, ushort Amount)[] Steps)>(),
            run => Run(run.Captured.Get % 5000 + 1, run.Steps)).HoldsForFixedSamples();

    private static void Run(int captured, (byte Act, ushort Amount)[] steps)
    {
        var stripe = new StripeSimulator();
        var payment = stripe.Account.Pay(null, captured);
        using var wire = new Wire(stripe);
        foreach (var (act, amount) in steps)
        {
            var refunds = stripe.Account.Refunds;
            switch (act % 6)
            {
                case 0:
                    wire.Post("/v1/refunds", $"charge={payment.ChargeId}");
                    break;
                case 1 when refunds.Count > 0 && refunds[amount % refunds.Count].Status is "succeeded" or "pending":
                    stripe.Account.FailRefund(refunds[amount % refunds.Count].Id);
                    break;
                case 2:
                    stripe.Account.SetNextRefundStatus(amount % 2 == 0 ? "requires_action" : null);
                    break;
                case 3 when refunds.Count > 0:
                    wire.Post($"/v1/refunds/{refunds[amount % refunds.Count].Id}/cancel");
                    break;
                default:
                    wire.Post("/v1/refunds", $"charge={payment.ChargeId}&amount={amount}", $"key-{amount % 5}");
                    break;
            }

            var charge = wire.Get($"/v1/charges/{payment.ChargeId}");
            var counted = stripe.Account.Refunds.Where(r => r.Status is not ("failed" or "canceled")).Sum(r => r.Amount);
            Assert.That(counted, Is.LessThanOrEqualTo(captured));
            Assert.That(charge.NumberAt("amount_refunded"), Is.EqualTo(counted));
            Assert.That(charge.FlagAt("refunded"), Is.EqualTo(counted == captured));
        }
    }
}
