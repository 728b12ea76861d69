using BillingContext.Payments;

namespace BillingContext.Tests.StripeAdapter;

/// <summary>Stripe's objects as our records: of any version, with words newer than we are.</summary>
internal sealed class ReadingTests
{
    [TestCase("succeeded", PaymentStatus.Succeeded)]
    [TestCase("requires_capture", PaymentStatus.RequiresCapture)]
    [TestCase("requires_payment_method", PaymentStatus.RequiresPaymentMethod)]
    [TestCase("canceled", PaymentStatus.Canceled)]
    [TestCase("a_word_of_2031", PaymentStatus.Unknown)]
    public void A_payments_status_keeps_Stripes_word(string word, PaymentStatus status)
    {
        var payment = Read.PaymentIntent($$"""{"id":"pi_1","amount":1,"created":1,"currency":"usd","status":"{{word}}"}""");

        Assert.That((payment.Status, payment.StripeStatus), Is.EqualTo((status, word)));
    }

    [TestCase("pending", RefundStatus.Pending)]
    [TestCase("requires_action", RefundStatus.RequiresAction)]
    [TestCase("succeeded", RefundStatus.Succeeded)]
    [TestCase("failed", RefundStatus.Failed)]
    [TestCase("canceled", RefundStatus.Canceled)]
    [TestCase("a_word_of_2031_that_is_longer_than_all_others", RefundStatus.Unknown)]
    public void A_refunds_status_keeps_Stripes_word(string word, RefundStatus status)
    {
        var refund = Read.Refund($$"""{"id":"re_1","amount":1,"created":1,"currency":"usd","status":"{{word}}"}""");

        Assert.That((refund.Status, refund.StripeStatus), Is.EqualTo((status, word)));
    }

    [TestCase("warning_needs_response", DisputeStatus.Inquiry)]
    [TestCase("warning_under_review", DisputeStatus.Inquiry)]
    [TestCase("warning_closed", DisputeStatus.Closed)]
    [TestCase("needs_response", DisputeStatus.Open)]
    [TestCase("under_review", DisputeStatus.Open)]
    [TestCase("appeal_needs_response", DisputeStatus.Open)]
    [TestCase("won", DisputeStatus.Won)]
    [TestCase("lost", DisputeStatus.Lost)]
    [TestCase("prevented", DisputeStatus.Closed)]
    [TestCase("a_word_of_2031", DisputeStatus.Unknown)]
    public void A_disputes_status_keeps_Stripes_word(string word, DisputeStatus status)
    {
        var dispute = Read.Dispute($$"""{"id":"dp_1","amount":1,"created":1,"currency":"usd","status":"{{word}}"}""");

        Assert.That((dispute.Status, dispute.StripeStatus), Is.EqualTo((status, word)));
    }

    [Test]
    public void What_Stripe_adds_is_skipped()
    {
        var refund = Read.Refund("""
            {"new_object":{"id":"x","amount":7,"deep":[[{"status":"failed"}]]},"id":"re_1","amount":5,"created":1,"currency":"usd",
            "status":"succeeded","new_list":[1,"two",null],"customer":{"id":"cus_1","metadata":{"id":"cus_2"},"default_source":{"id":"card_1"}}}
            """);

        Assert.That((refund.Id.Value, refund.Amount, refund.Status, refund.Customer), Is.EqualTo(("re_1", Money.Of("usd", 5), RefundStatus.Succeeded, (CustomerId?)new CustomerId("cus_1"))));
    }

    [Test]
    public void What_Stripe_leaves_out_or_nulls_is_empty()
    {
        var bare = Read.Refund("""{"id":"re_1","amount":5,"created":1}""");
        var nulled = Read.Refund("""
            {"id":"re_1","amount":5,"created":1,"charge":null,"currency":null,"customer":null,"destination_details":null,"failure_reason":null,
            "livemode":null,"metadata":null,"next_action":null,"payment_intent":null,"pending_reason":null,"reason":null,"status":null}
            """);

        Assert.That(nulled, Is.EqualTo(bare));
        Assert.That(bare.Amount, Is.EqualTo(Money.Of("xxx", 5)));
        Assert.That((bare.Status, bare.StripeStatus, bare.Payment, bare.Reference), Is.EqualTo((RefundStatus.Unknown, "", (PaymentId?)null, (RefundReference?)null)));
    }

    [TestCase("\"cus_1\"", "cus_1")]
    [TestCase("{\"id\":\"cus_1\",\"object\":\"customer\"}", "cus_1")]
    [TestCase("{\"object\":\"customer\",\"deleted\":true,\"id\":\"cus_1\"}", "cus_1")]
    [TestCase("null", null)]
    [TestCase("{\"object\":\"customer\"}", null)]
    [TestCase("[]", null)]
    [TestCase("7", null)]
    public void A_reference_is_an_id_an_object_or_nothing(string customer, string? id)
    {
        var payment = Read.PaymentIntent($$"""{"id":"pi_1","amount":1,"created":1,"currency":"usd","customer":{{customer}}}""");

        Assert.That(payment.Customer?.Value, Is.EqualTo(id));
    }

    [Test]
    public void A_deleted_customer_is_a_customer()
    {
        var customer = Read.Customer("""{"id":"cus_1","object":"customer","deleted":true}""");

        Assert.That(customer.IsDeleted);
        Assert.That(customer.CreatedAt, Is.Null);
        Assert.That(customer.Balance, Is.Null);
    }

    [Test]
    public void A_balance_below_zero_is_the_customers_credit()
    {
        var customer = Read.Customer("""{"id":"cus_1","balance":-500,"currency":"eur"}""");

        Assert.That(customer.Balance, Is.EqualTo(Money.Of("eur", -500)));
    }

    [Test]
    public void A_payment_whose_charge_is_only_an_id_says_nothing_of_refunds()
    {
        var payment = Read.PaymentIntent(Some.PaymentIntent);

        Assert.That(payment.Charge, Is.EqualTo(The.Charge));
        Assert.That((payment.Refunded, payment.Refundable, payment.RefundsComplete, payment.DisputesComplete), Is.EqualTo(((Money?)null, (Money?)null, false, false)));
    }

    [Test]
    public void A_payment_nobody_tried_to_make_has_no_refunds()
    {
        var payment = Read.PaymentIntent("""{"id":"pi_1","amount":700,"amount_received":0,"created":1,"currency":"usd","latest_charge":null,"status":"requires_payment_method"}""");

        Assert.That((payment.Captured, payment.Refunded, payment.RefundsComplete, payment.DisputesComplete), Is.EqualTo((Money.Of("usd", 0), (Money?)Money.Of("usd", 0), true, true)));
    }

    [Test]
    public void More_refunds_than_Stripe_shows_are_not_all()
    {
        var payment = Read.Charge("""{"id":"ch_1","amount":5,"created":1,"currency":"usd","status":"succeeded","refunds":{"data":[{"id":"re_1","amount":1,"created":1}],"has_more":true}}""");

        Assert.That(payment.Refunds, Has.Count.EqualTo(1));
        Assert.That(payment.RefundsComplete, Is.False);
    }

    [Test]
    public void A_disputed_charge_has_disputes_still_to_be_read()
    {
        var payment = Read.Charge("""{"id":"ch_1","amount":5,"created":1,"currency":"usd","status":"succeeded","disputed":true}""");

        Assert.That((payment.IsDisputed, payment.DisputesComplete), Is.EqualTo((true, false)));
    }

    [TestCase("""{"id":"ch_1","amount":5,"created":1,"currency":"usd","status":"succeeded","captured":true}""", 5, PaymentStatus.Succeeded, TestName = "A charge of a version before partial capture")]
    [TestCase("""{"id":"ch_1","amount":5,"amount_captured":3,"created":1,"currency":"usd","status":"succeeded","captured":true}""", 3, PaymentStatus.Succeeded, TestName = "A charge captured in part")]
    [TestCase("""{"id":"ch_1","amount":5,"amount_captured":0,"created":1,"currency":"usd","status":"succeeded","captured":false}""", 0, PaymentStatus.RequiresCapture, TestName = "A charge on hold")]
    [TestCase("""{"id":"ch_1","amount":5,"created":1,"currency":"usd","status":"failed","captured":true}""", 0, PaymentStatus.Failed, TestName = "A charge that failed")]
    [TestCase("""{"id":"py_1","amount":5,"amount_captured":5,"created":1,"currency":"usd","status":"pending","captured":true}""", 5, PaymentStatus.Processing, TestName = "A bank debit on its way")]
    public void What_was_captured(string json, long captured, PaymentStatus status)
    {
        var payment = Read.Charge(json);

        Assert.That((payment.Captured.MinorUnits, payment.Status), Is.EqualTo((captured, status)));
    }

    [Test]
    public void A_hold_says_until_when()
    {
        const string Hold = """{"id":"ch_1","amount":5,"created":1,"currency":"usd","status":"succeeded","captured":false,"payment_method_details":{"type":"card","card":{"capture_before":1700000000}}}""";

        Assert.That(Read.Charge(Hold).CaptureBefore, Is.EqualTo(DateTimeOffset.FromUnixTimeSeconds(1700000000)));
        Assert.That(Read.Attempt(Hold).CaptureBefore, Is.EqualTo(DateTimeOffset.FromUnixTimeSeconds(1700000000)));
    }

    [Test]
    public void A_card_is_told_without_its_number()
    {
        var payment = Read.Charge("""
            {"id":"ch_1","amount":5,"created":1,"currency":"usd","status":"succeeded","payment_method_details":{"type":"card","card":
            {"brand":"visa","last4":"4242","fingerprint":"Xt5EWLLDS7FJjR1c","funding":"credit","wallet":{"type":"apple_pay","dynamic_last4":"1234"}}}}
            """);

        Assert.That(payment.MethodType, Is.EqualTo("card"));
        Assert.That(payment.Card, Is.EqualTo(new CardDetails
        {
            Brand = "visa", LastFour = "4242", Fingerprint = "Xt5EWLLDS7FJjR1c", Funding = "credit", Wallet = "apple_pay", WalletLastFour = "1234",
        }));
    }

    [Test]
    public void A_subscriptions_period_spans_its_items()
    {
        var subscription = Read.Subscription("""
            {"id":"sub_1","created":1,"status":"active","current_period_start":1,"current_period_end":2,"items":{"data":[
            {"current_period_start":300,"current_period_end":400},{"current_period_start":200,"current_period_end":350},{}]}}
            """);

        Assert.That(subscription.CurrentPeriodStart, Is.EqualTo(DateTimeOffset.FromUnixTimeSeconds(200)));
        Assert.That(subscription.CurrentPeriodEnd, Is.EqualTo(DateTimeOffset.FromUnixTimeSeconds(400)));
    }

    [Test]
    public void A_subscription_of_an_old_version_has_its_period_itself()
    {
        var subscription = Read.Subscription("""
            {"id":"sub_1","created":1,"status":"active","current_period_start":100,"current_period_end":200,"items":{"data":[{"id":"si_1","price":{"id":"price_1"}}]}}
            """);

        Assert.That(subscription.CurrentPeriodEnd, Is.EqualTo(DateTimeOffset.FromUnixTimeSeconds(200)));
    }

    [Test]
    public void An_upcoming_invoice_has_no_id()
    {
        var invoice = Read.Invoice("""{"object":"invoice","currency":"usd","total":500,"status":"draft"}""");

        Assert.That((invoice.Id, invoice.Total), Is.EqualTo(((InvoiceId?)null, Money.Of("usd", 500))));
    }

    [TestCase("""{"id":"in_1","parent":{"type":"subscription_details","subscription_details":{"subscription":"sub_1"}}}""", TestName = "An invoice of today")]
    [TestCase("""{"id":"in_1","subscription":"sub_1"}""", TestName = "An invoice of an old version")]
    [TestCase("""{"id":"in_1","subscription":{"id":"sub_1"}}""", TestName = "An invoice with its subscription expanded")]
    public void An_invoices_subscription(string json) => Assert.That(Read.Invoice(json).Subscription, Is.EqualTo(new SubscriptionId("sub_1")));

    [Test]
    public void An_invoices_payments_are_intents_charges_or_neither()
    {
        var invoice = Read.Invoice("""
            {"id":"in_1","payments":{"data":[{"payment":{"type":"payment_intent","payment_intent":"pi_1"}},{"payment":{"type":"charge","charge":"ch_1"}},
            {"payment":{"type":"payment_record","payment_record":"pr_1"}},{"payment":null},{}]}}
            """);

        Assert.That(invoice.Payments, Is.EqualTo(new PaymentId[] { new("pi_1"), new("ch_1") }));
    }

    [TestCase("http://pay.example.com/in_1")]
    [TestCase("javascript:alert(1)")]
    [TestCase("not an address")]
    public void An_invoices_page_is_https_or_nothing(string url) =>
        Assert.That(Read.Invoice($$"""{"id":"in_1","hosted_invoice_url":"{{url}}"}""").HostedUrl, Is.Null);

    [Test]
    public void Times_that_are_none_are_none()
    {
        var dispute = Read.Dispute("""{"id":"dp_1","amount":1,"created":1,"currency":"usd","evidence_details":{"due_by":0}}""");

        Assert.That(dispute.EvidenceDueBy, Is.Null);
    }

    [Test]
    public void A_word_is_text_or_nothing()
    {
        var refund = Read.Refund("""{"id":"re_1","amount":1,"created":1,"currency":["usd"],"status":{"word":"succeeded"},"reason":7}""");

        Assert.That((refund.StripeStatus, refund.Reason, refund.Amount), Is.EqualTo(("", (string?)null, Money.Of("xxx", 1))));
    }

    [Test]
    public void Metadata_keeps_its_texts_and_skips_the_rest()
    {
        var payment = Read.Charge("""{"id":"ch_1","amount":1,"created":1,"currency":"usd","metadata":{"order":"7","odd":{"a":["b"]},"null":null,"last":"x"}}""");

        Assert.That(payment.Metadata, Is.EquivalentTo(new Dictionary<string, string> { ["order"] = "7", ["last"] = "x" }));
    }
}
