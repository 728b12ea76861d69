using System.Text;
using BillingContext.Customers;
using BillingContext.Payments;
using BillingContext.Testing;
using BillingContext.Tests.Framework;
using BillingContext.Webhooks;

namespace BillingContext.Tests.Webhooks;

/// <summary>Every type of event that concerns a conversation, by the object Stripe sends with it: what kind it is of, whose, and of which payment.</summary>
public class EventTypeTests
{
    private const string Customer = "\"customer\":\"cus_1\"";
    private const string Payment = "\"payment_intent\":\"pi_1\"";
    private const string ByCharge = "\"charge\":\"ch_1\",\"payment_intent\":\"pi_1\"";

    private static readonly (BillingChangeKind Kind, string Object, string Body, bool Customer, string? Payment, string[] Types)[] Families =
    [
        (BillingChangeKind.Payment, "payment_intent", Customer, true, "obj_1",
            Of("payment_intent", "created requires_action processing amount_capturable_updated partially_funded succeeded payment_failed canceled")),
        (BillingChangeKind.Payment, "charge", $"{Customer},{Payment}", true, "pi_1", Of("charge", "pending succeeded failed captured updated expired")),
        (BillingChangeKind.Payment, "checkout.session", $"{Customer},{Payment}", true, "pi_1",
            Of("checkout.session", "completed expired async_payment_succeeded async_payment_failed")),
        (BillingChangeKind.Payment, "review", ByCharge, false, "pi_1", Of("review", "opened closed")),
        (BillingChangeKind.Refund, "charge", $"{Customer},{Payment}", true, "pi_1", ["charge.refunded"]),
        (BillingChangeKind.Refund, "refund", ByCharge, false, "pi_1", ["refund.created", "refund.updated", "refund.failed", "charge.refund.updated"]),
        (BillingChangeKind.Refund, "refund", "\"charge\":\"ch_1\",\"payment_intent\":null", false, "ch_1", ["refund.created"]),
        (BillingChangeKind.Dispute, "dispute", ByCharge, false, "pi_1", Of("charge.dispute", "created updated closed funds_withdrawn funds_reinstated")),
        (BillingChangeKind.FraudWarning, "radar.early_fraud_warning", "\"charge\":\"ch_1\"", false, "ch_1", Of("radar.early_fraud_warning", "created updated")),
        (BillingChangeKind.Subscription, "subscription", Customer, true, null,
            Of("customer.subscription", "created updated deleted paused resumed trial_will_end pending_update_applied pending_update_expired")),
        (BillingChangeKind.Subscription, "subscription_schedule", $"{Customer},\"subscription\":\"sub_1\"", true, null,
            Of("subscription_schedule", "aborted canceled completed created expiring released updated")),
        (BillingChangeKind.Invoice, "invoice", Customer, true, null,
            Of("invoice", "created finalized finalization_failed sent updated paid payment_succeeded payment_failed payment_action_required payment_attempt_required overdue overpaid will_be_due marked_uncollectible voided deleted upcoming")),
        (BillingChangeKind.Invoice, "invoice_payment", "\"invoice\":\"in_1\",\"payment\":{\"type\":\"payment_intent\",\"payment_intent\":\"pi_1\"}", false, "pi_1", ["invoice_payment.paid"]),
        (BillingChangeKind.Invoice, "credit_note", $"{Customer},\"invoice\":\"in_1\"", true, null, Of("credit_note", "created updated voided")),
        (BillingChangeKind.Customer, "discount", Customer, true, null, Of("customer.discount", "created updated deleted")),
        (BillingChangeKind.Customer, "card", Customer, true, null, Of("customer.source", "created updated deleted expiring")),
        (BillingChangeKind.Customer, "tax_id", "\"customer\":{\"id\":\"cus_1\"}", true, null, Of("customer.tax_id", "created updated deleted")),
        (BillingChangeKind.Customer, "payment_method", Customer, true, null, Of("payment_method", "attached updated automatically_updated")),
        (BillingChangeKind.Customer, "setup_intent", Customer, true, null, Of("setup_intent", "created requires_action succeeded setup_failed canceled")),
        (BillingChangeKind.Customer, "cash_balance", Customer, true, null, ["cash_balance.funds_available"]),
        (BillingChangeKind.Customer, "customer_cash_balance_transaction", Customer, true, null, ["customer_cash_balance_transaction.created"]),
    ];

    private static IEnumerable<TestCaseData> Types() => Families.SelectMany(family => family.Types.Select(type =>
        new TestCaseData(type, family.Kind, family.Object, family.Body, family.Customer ? "cus_1" : null, family.Payment == "obj_1" ? "pi_9" : family.Payment)));

    [TestCaseSource(nameof(Types))]
    public async Task A_type_is_a_change_of_its_kind(string type, BillingChangeKind kind, string about, string body, string? customer, string? payment)
    {
        using var desk = new Desk();
        var id = about == "payment_intent" ? "pi_9" : "obj_1";

        var change = await ChangeOfAsync(desk, $$$"""
            {"id":"evt_1","object":"event","type":"{{{type}}}","livemode":false,"created":1,"data":{"object":{"id":"{{{id}}}","object":"{{{about}}}",{{{body}}} } } }
            """);

        Assert.That((change.Kind, change.EventType, change.ObjectId), Is.EqualTo((kind, type, id)));
        Assert.That((change.Customer?.Value, change.Payment?.Value), Is.EqualTo((customer, payment)));
    }

    [TestCase("created")]
    [TestCase("updated")]
    [TestCase("deleted")]
    public async Task A_customers_own_record_names_the_customer_itself(string word)
    {
        using var desk = new Desk();

        var change = await ChangeOfAsync(desk, $$$"""{"id":"evt_1","type":"customer.{{{word}}}","livemode":false,"data":{"object":{"id":"cus_1","object":"customer"} } }""");

        Assert.That((change.Kind, change.Customer?.Value), Is.EqualTo((BillingChangeKind.Customer, "cus_1")));
    }

    [TestCase("""{"object":{"id":"pm_1","object":"payment_method","customer":null},"previous_attributes":{"customer":"cus_1"}}""")]
    [TestCase("""{"previous_attributes":{"card":{"exp_year":2030},"customer":"cus_1"},"object":{"customer":null,"object":"payment_method","id":"pm_1"}}""")]
    public async Task A_detached_card_concerns_whose_it_was(string snapshot)
    {
        using var desk = new Desk();

        var change = await ChangeOfAsync(desk, $$"""{"id":"evt_1","type":"payment_method.detached","livemode":false,"data":{{snapshot}} }""");

        Assert.That((change.Kind, change.Customer?.Value, change.ObjectId), Is.EqualTo((BillingChangeKind.Customer, "cus_1", "pm_1")));
    }

    [Test]
    public async Task Whoever_a_payment_belonged_to_before_is_not_told_of_it()
    {
        using var desk = new Desk();

        var change = await ChangeOfAsync(desk, """
            {"id":"evt_1","type":"charge.updated","livemode":false,"data":{"object":{"id":"ch_1","object":"charge","customer":null},"previous_attributes":{"customer":"cus_1"}}}
            """);

        Assert.That((change.Customer, change.Payment?.Value), Is.EqualTo(((CustomerId?)null, "ch_1")));
    }

    [TestCase("created")]
    [TestCase("approved")]
    [TestCase("rejected")]
    [TestCase("canceled")]
    [TestCase("expired")]
    [TestCase("succeeded")]
    [TestCase("failed")]
    public async Task A_thin_event_is_known_by_its_reference(string word)
    {
        using var desk = new Desk();

        var change = await ChangeOfAsync(desk, $$"""
            {"id":"evt_1","object":"v2.core.event","type":"v2.core.approval_request.{{word}}","livemode":false,"created":"2026-11-02T09:00:00.000Z",
             "reason":{"type":"request"},"related_object":{"id":"apreq_1","type":"approval_request","url":"/v2/core/approval_requests/apreq_1"} }
            """);

        Assert.That((change.Kind, change.ObjectId, change.Customer, change.Payment), Is.EqualTo((BillingChangeKind.StripeApproval, "apreq_1", (CustomerId?)null, (PaymentId?)null)));
    }

    [TestCase("\"payment\":\"pi_1\"")]
    [TestCase("\"payment\":[1,{\"charge\":2}]")]
    [TestCase("\"payment\":{\"payment_intent\":{\"id\":\"pi_1\"},\"charge\":5}", "pi_1")]
    [TestCase("\"payment\":{\"payment_intent\":null}")]
    [TestCase("\"invoice\":{\"id\":7},\"subscription\":[[]]")]
    public async Task References_of_another_shape_are_none(string body, string? payment = null)
    {
        using var desk = new Desk();

        var change = await ChangeOfAsync(desk, $$$"""{"id":"evt_1","type":"invoice_payment.paid","livemode":false,"data":{"object":{"id":"inpay_1","object":"invoice_payment",{{{body}}} },"previous_attributes":[]}}""");

        Assert.That((change.ObjectId, change.Payment?.Value), Is.EqualTo(("inpay_1", payment)));
    }

    [Test]
    public async Task What_names_neither_customer_nor_payment_is_looked_up_although_nobody_watches_here()
    {
        using var desk = new Desk();
        var customer = desk.Stripe.Account.AddCustomer("jenny@example.com");
        var invoice = desk.Stripe.Account.AddInvoice(customer, 900);
        var body = Encoding.UTF8.GetBytes($$$"""
            {"id":"evt_1","type":"invoice_payment.paid","livemode":false,"data":{"object":{"id":"inpay_1","object":"invoice_payment","invoice":"{{{invoice.InvoiceId}}}","payment":{"type":"payment_record"} } } }
            """);

        await desk.Router.RouteAsync(new WebhookDelivery(body, WebhookSigner.Sign(body, StripeSimulator.WebhookSecret, desk.Time.GetUtcNow())));

        var change = (await desk.Store.ReadChangesAsync(MerchantId.Default, 0, 10, default)).Single();
        Assert.That(change.Customer?.Value, Is.EqualTo(customer), "a conversation on another node could never find out");
    }

    /// <summary>What a conversation that nobody follows would hear: nothing is read, only the event's own ids count.</summary>
    private static async Task<BillingChange> ChangeOfAsync(Desk desk, string json)
    {
        var body = Encoding.UTF8.GetBytes(json);
        var result = await desk.Router.RouteAsync(new WebhookDelivery(body, WebhookSigner.Sign(body, StripeSimulator.WebhookSecret, desk.Time.GetUtcNow())));
        Assert.That(result.Status, Is.EqualTo(WebhookRoutingStatus.Accepted), json);
        Assert.That(desk.Calls, Is.Empty);
        return (await desk.Store.ReadChangesAsync(MerchantId.Default, 0, 10, default)).Single();
    }

    private static string[] Of(string prefix, string words) => [.. words.Split(' ').Select(word => $"{prefix}.{word}")];
}
