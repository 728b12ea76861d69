using BillingContext.Testing.Tests.Framework;

namespace BillingContext.Testing.Tests;

/// <summary>The requests are the examples of https://docs.stripe.com/api/payment_intents</summary>
public sealed class PaymentIntentChangeTests
{
    private const string Paid = "amount=2000&currency=usd&confirm=true&payment_method=";
    private readonly StripeSimulator _stripe = new();
    private Wire _wire = null!;

    [SetUp]
    public void Open() => _wire = new Wire(_stripe);

    [TearDown]
    public void Close() => _wire.Dispose();

    [Test]
    public void Creates_a_payment_intent_that_waits_for_a_payment_method()
    {
        var made = _wire.Post("/v1/payment_intents", "amount=2000&currency=usd&automatic_payment_methods[enabled]=true");

        Assert.That(made.Status, Is.EqualTo(200), made.Body);
        Assert.That(made.TextAt("status"), Is.EqualTo("requires_payment_method"));
        Assert.That(made.FlagAt("automatic_payment_methods.enabled"));
        Assert.That((made.TextAt("latest_charge"), made.NumberAt("amount_received")), Is.EqualTo(((string?)null, 0L)));
        Assert.That(_stripe.Account.Events.Select(e => e.Type), Is.EqualTo(["payment_intent.created"]));
    }

    [TestCase("pm_card_visa", "visa", "4242")]
    [TestCase("pm_card_mastercard", "mastercard", "4444")]
    public void Confirms_with_a_test_card(string card, string brand, string last4)
    {
        var customer = _stripe.Account.AddCustomer();
        var made = _wire.Post("/v1/payment_intents", $"amount=2000&currency=usd&customer={customer}");

        var paid = _wire.Post(
            $"/v1/payment_intents/{made.Id}/confirm",
            $"payment_method={card}&return_url=https%3A%2F%2Fwww.example.com&expand[]=latest_charge&expand[]=payment_method");

        Assert.That(paid.Status, Is.EqualTo(200), paid.Body);
        Assert.That((paid.TextAt("status"), paid.NumberAt("amount_received")), Is.EqualTo(("succeeded", 2000L)));
        Assert.That(paid.TextAt("latest_charge.payment_method_details.card.brand"), Is.EqualTo(brand));
        Assert.That(paid.TextAt("latest_charge.customer"), Is.EqualTo(customer));
        Assert.That(paid.TextAt("payment_method.card.last4"), Is.EqualTo(last4));
        Assert.That(paid.TextAt("payment_method.id"), Does.StartWith("pm_1"));
    }

    [TestCase("pm_card_chargeDeclined", "card_declined", "generic_decline")]
    [TestCase("pm_card_chargeDeclinedInsufficientFunds", "card_declined", "insufficient_funds")]
    [TestCase("pm_card_visa_chargeDeclinedStolenCard", "card_declined", "stolen_card")]
    [TestCase("pm_card_chargeDeclinedExpiredCard", "expired_card", "expired_card")]
    [TestCase("pm_card_chargeCustomerFail", "card_declined", "generic_decline")]
    public void Answers_402_for_a_declined_card_and_keeps_the_attempt(string card, string code, string declineCode)
    {
        var answer = _wire.Post("/v1/payment_intents", Paid + card);

        Assert.That((answer.Status, answer.Code, answer.TextAt("error.type")), Is.EqualTo((402, code, "card_error")));
        Assert.That(answer.TextAt("error.decline_code"), Is.EqualTo(declineCode));
        Assert.That(answer.TextAt("error.payment_intent.status"), Is.EqualTo("requires_payment_method"));
        Assert.That(answer.TextAt("error.payment_intent.last_payment_error.payment_method.object"), Is.EqualTo("payment_method"));
        Assert.That(_wire.Get($"/v1/charges/{answer.TextAt("error.charge")}").TextAt("status"), Is.EqualTo("failed"));

        var again = _wire.Post($"/v1/payment_intents/{answer.TextAt("error.payment_intent.id")}/confirm", "payment_method=pm_card_visa");

        Assert.That(again.TextAt("status"), Is.EqualTo("succeeded"));
    }

    [Test]
    public void Replays_a_decline_under_its_idempotency_key()
    {
        var first = _wire.Post("/v1/payment_intents", Paid + "pm_card_chargeDeclined", "key-1");
        var again = _wire.Post("/v1/payment_intents", Paid + "pm_card_chargeDeclined", "key-1");

        Assert.That((again.Status, again.Body), Is.EqualTo((402, first.Body)));
        Assert.That(_wire.Get("/v1/payment_intents").Ids, Has.Count.EqualTo(1));
    }

    [TestCase(true, "succeeded", "authenticated")]
    [TestCase(false, "requires_payment_method", null)]
    public void Asks_for_authentication(bool succeeds, string status, string? result)
    {
        var asked = _wire.Post("/v1/payment_intents", Paid + "pm_card_authenticationRequired&return_url=https%3A%2F%2Fshop.example");

        Assert.That((asked.Status, asked.TextAt("status")), Is.EqualTo((200, "requires_action")));
        Assert.That(asked.TextAt("next_action.redirect_to_url.return_url"), Is.EqualTo("https://shop.example"));

        _stripe.Account.Authenticate(asked.Id, succeeds);

        var after = _wire.Get($"/v1/payment_intents/{asked.Id}?expand[]=latest_charge");
        Assert.That(after.TextAt("status"), Is.EqualTo(status));
        if (succeeds)
        {
            Assert.That(after.TextAt("latest_charge.payment_method_details.card.three_d_secure.result"), Is.EqualTo(result));
        }
        else
        {
            Assert.That(after.TextAt("last_payment_error.code"), Is.EqualTo("payment_intent_authentication_failure"));
        }
    }

    [TestCase("off_session=true")]
    [TestCase("error_on_requires_action=true")]
    public void Fails_when_nobody_is_there_to_authenticate(string how)
    {
        var answer = _wire.Post("/v1/payment_intents", $"{Paid}pm_card_authenticationRequired&{how}");

        Assert.That((answer.Status, answer.Code), Is.EqualTo((402, "authentication_required")));
    }

    [TestCase("", 2000)]
    [TestCase("amount_to_capture=750", 750)]
    public void Captures_a_hold_whole_or_in_part(string form, int captured)
    {
        var held = _wire.Post("/v1/payment_intents", Paid + "pm_card_visa&capture_method=manual");

        var paid = _wire.Post($"/v1/payment_intents/{held.Id}/capture", form);

        Assert.That((held.TextAt("status"), held.NumberAt("amount_capturable")), Is.EqualTo(("requires_capture", 2000L)));
        Assert.That((paid.TextAt("status"), paid.NumberAt("amount_received")), Is.EqualTo(("succeeded", (long)captured)));
        Assert.That(paid.NumberAt("amount_capturable"), Is.Zero);
        var charge = _wire.Get($"/v1/charges/{paid.TextAt("latest_charge")}");
        Assert.That((charge.FlagAt("captured"), charge.NumberAt("amount_captured")), Is.EqualTo((true, (long)captured)));
    }

    [Test]
    public void Cancels_a_hold()
    {
        var held = _wire.Post("/v1/payment_intents", Paid + "pm_card_visa&capture_method=manual");

        var gone = _wire.Post($"/v1/payment_intents/{held.Id}/cancel", "cancellation_reason=abandoned");

        Assert.That((gone.TextAt("status"), gone.TextAt("cancellation_reason")), Is.EqualTo(("canceled", "abandoned")));
        Assert.That(_wire.Post($"/v1/payment_intents/{held.Id}/capture").Code, Is.EqualTo("payment_intent_unexpected_state"));
    }

    [TestCase("capture")]
    [TestCase("cancel")]
    [TestCase("confirm")]
    public void Refuses_what_a_paid_intent_cannot_do_and_shows_the_intent(string action)
    {
        var paid = _wire.Post("/v1/payment_intents", Paid + "pm_card_visa");

        var answer = _wire.Post($"/v1/payment_intents/{paid.Id}/{action}");

        Assert.That((answer.Status, answer.Code), Is.EqualTo((400, "payment_intent_unexpected_state")));
        Assert.That(answer.TextAt("error.payment_intent.id"), Is.EqualTo(paid.Id));
        Assert.That(_wire.Post($"/v1/payment_intents/pi_nope/{action}").Status, Is.EqualTo(404));
    }

    [Test]
    public void Updates_metadata_at_any_time_and_the_amount_only_before_payment()
    {
        var made = _wire.Post("/v1/payment_intents", "amount=2000&currency=usd");

        Assert.That(_wire.Post($"/v1/payment_intents/{made.Id}", "amount=2500").NumberAt("amount"), Is.EqualTo(2500));

        _wire.Post($"/v1/payment_intents/{made.Id}/confirm", "payment_method=pm_card_visa");
        var late = _wire.Post($"/v1/payment_intents/{made.Id}", "amount=100");

        Assert.That((late.Code, late.Param), Is.EqualTo(("payment_intent_unexpected_state", "amount")));
        Assert.That(
            _wire.Post($"/v1/payment_intents/{made.Id}", "metadata[order_id]=6735").TextAt("metadata.order_id"), Is.EqualTo("6735"));
    }

    [TestCase("currency=usd", "parameter_missing", null, "amount")]
    [TestCase("amount=2000", "parameter_missing", null, "currency")]
    [TestCase("amount=49&currency=usd", "amount_too_small", "Amount must be at least $0.50 usd", "amount")]
    [TestCase("amount=100000000&currency=usd", "amount_too_large", null, "amount")]
    [TestCase("amount=20.00&currency=usd", "parameter_invalid_integer", "Invalid integer: 20.00", "amount")]
    [TestCase("amount=99999999999999999999&currency=usd", "parameter_invalid_integer", null, "amount")]
    [TestCase("amount=2000&currency=xxx", null, null, "currency")]
    [TestCase("amount=2000&currency=usd&customer=cus_nope", "resource_missing", "No such customer: 'cus_nope'", "customer")]
    [TestCase("amount=2000&currency=usd&payment_method=pm_nope", "resource_missing", "No such PaymentMethod: 'pm_nope'", "payment_method")]
    [TestCase("amount=2000&currency=usd&confirm=true", "payment_intent_unexpected_state", null, null)]
    [TestCase("amount=2000&currency=usd&confirm=yes", null, "Invalid boolean: yes", "confirm")]
    [TestCase("amount=2000&currency=usd&capture_method=later", null, null, "capture_method")]
    [TestCase("amount=2000&currency=usd&off_session=true", null, null, "off_session")]
    [TestCase("amount=2000&currency=usd&payment_method_types[]=sepa_debit", null, null, "payment_method_types")]
    [TestCase("amount=2000&currency=usd&source=tok_visa", "parameter_unknown", "Received unknown parameter: source", "source")]
    [TestCase("amount=2000&currency=usd&expand[]=charges", null, null, null)]
    public void Refuses_a_malformed_order_and_changes_nothing(string form, string? code, string? message, string? param)
    {
        var answer = _wire.Post("/v1/payment_intents", form);

        Assert.That((answer.Status, answer.Code, answer.Param), Is.EqualTo((400, code, param)), answer.Body);
        Assert.That(answer.Message, message is null ? Is.Not.Empty : Is.EqualTo(message));
        Assert.That(_stripe.Account.Events, Is.Empty);
    }

    [Test]
    public void Knows_no_test_cards_in_live_mode()
    {
        using var live = new Wire(_stripe, StripeSimulator.LiveSecretKey);

        Assert.That(live.Post("/v1/payment_intents", Paid + "pm_card_visa").Code, Is.EqualTo("resource_missing"));
    }

    [Test]
    public void Attaches_lists_uses_and_detaches_a_card()
    {
        var customer = _stripe.Account.AddCustomer();
        var card = _wire.Post("/v1/payment_methods/pm_card_visa/attach", $"customer={customer}");

        var stranger = _wire.Post("/v1/payment_intents", Paid + card.Id);
        var owner = _wire.Post("/v1/payment_intents", $"{Paid}{card.Id}&customer={customer}");

        Assert.That(card.TextAt("customer"), Is.EqualTo(customer));
        Assert.That(_wire.Get($"/v1/payment_methods?customer={customer}&type=card").Ids, Is.EqualTo([card.Id]));
        Assert.That(stranger.Message, Does.Contain($"belongs to Customer {customer}"));
        Assert.That(owner.TextAt("payment_method"), Is.EqualTo(card.Id));
        Assert.That(_wire.Post($"/v1/payment_methods/{card.Id}/detach").TextAt("customer"), Is.Null);
        Assert.That(_wire.Get($"/v1/payment_methods?customer={customer}").Ids, Is.Empty);
    }

    [TestCase("pm_card_chargeDeclined", 402)]
    [TestCase("pm_card_chargeCustomerFail", 200)]
    [TestCase("pm_nope", 404)]
    public void Refuses_to_save_a_card_that_declines(string card, int status)
    {
        var customer = _stripe.Account.AddCustomer();

        Assert.That(_wire.Post($"/v1/payment_methods/{card}/attach", $"customer={customer}").Status, Is.EqualTo(status));
    }

    [Test]
    public void Keeps_the_card_for_later_when_asked_to()
    {
        var customer = _stripe.Account.AddCustomer();

        var paid = _wire.Post("/v1/payment_intents", $"{Paid}pm_card_visa&customer={customer}&setup_future_usage=off_session");

        Assert.That(_wire.Get($"/v1/payment_methods?customer={customer}").Ids, Is.EqualTo([paid.TextAt("payment_method")]));
    }
}
