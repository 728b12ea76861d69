using System.Text.Json;
using BillingContext.Testing.Tests.Framework;

namespace BillingContext.Testing.Tests;

/// <summary>The requests are the examples of https://docs.stripe.com/api/invoices.</summary>
public sealed class InvoiceChangeTests
{
    private readonly StripeSimulator _stripe = new();
    private Wire _wire = null!;

    [SetUp]
    public void Open() => _wire = new Wire(_stripe);

    [TearDown]
    public void Close() => _wire.Dispose();

    [Test]
    public void Makes_an_empty_draft_that_leaves_waiting_items_alone()
    {
        var customer = _wire.Customer();
        Item(customer, 500);

        var draft = _wire.Post("/v1/invoices", $"customer={customer}&description=Hello&metadata[order]=7");

        Assert.That((draft.Status, draft.TextAt("status"), draft.NumberAt("total")), Is.EqualTo((200, "draft", 0L)), draft.Body);
        Assert.That((draft.TextAt("billing_reason"), draft.TextAt("collection_method")), Is.EqualTo(("manual", "charge_automatically")));
        Assert.That((draft.TextAt("description"), draft.TextAt("metadata.order"), draft.FlagAt("auto_advance")), Is.EqualTo(("Hello", "7", false)));
        Assert.That(_wire.Get($"/v1/invoiceitems?customer={customer}&pending=true").Ids, Has.Count.EqualTo(1));
    }

    [Test]
    public void Gathers_waiting_items_of_its_currency_newest_first()
    {
        var customer = _wire.Customer();
        var (first, second) = (Item(customer, 500), Item(customer, 700));
        Item(customer, 900, "eur");

        var draft = _wire.Post("/v1/invoices", $"customer={customer}&currency=usd&pending_invoice_items_behavior=include");

        Assert.That((draft.NumberAt("total"), draft.NumberAt("amount_due"), draft.NumberAt("subtotal")), Is.EqualTo((1200L, 1200L, 1200L)));
        Assert.That(
            draft.At("lines.data").EnumerateArray().Select(l => l.GetProperty("parent").GetProperty("invoice_item_details").GetProperty("invoice_item").GetString()),
            Is.EqualTo([second, first]));
        Assert.That(_wire.Get($"/v1/invoiceitems?invoice={draft.Id}").Ids, Is.EqualTo([second, first]));
        Assert.That(_wire.Get($"/v1/invoiceitems?customer={customer}&pending=true").Ids, Has.Count.EqualTo(1));
    }

    [Test]
    public void Is_finalized_and_paid_with_the_default_card()
    {
        var invoice = Draft(_wire.Customer(), 2500);

        var open = _wire.Post($"/v1/invoices/{invoice}/finalize");
        var paid = _wire.Post($"/v1/invoices/{invoice}/pay?expand[]=payments.data.payment.payment_intent");

        Assert.That((open.TextAt("status"), open.NumberAt("amount_remaining")), Is.EqualTo(("open", 2500L)), open.Body);
        Assert.That((paid.TextAt("status"), paid.NumberAt("amount_paid"), paid.NumberAt("attempt_count")), Is.EqualTo(("paid", 2500L, 1L)), paid.Body);
        Assert.That(paid.TextAt("payments.data.0.payment.payment_intent.description"), Is.EqualTo("Payment for Invoice"));
        Assert.That(
            _stripe.EventsOf(invoice).Where(type => type != "invoice.updated"),
            Is.EqualTo(["invoice.created", "invoice.finalized", "invoice.paid", "invoice.payment_succeeded"]));
    }

    [Test]
    public void Is_sent_and_paid_by_whoever_confirms_its_payment()
    {
        var customer = _wire.Post("/v1/customers", "name=Jenny").Id;
        var invoice = Draft(customer, 2500, "&collection_method=send_invoice&days_until_due=30");

        var sent = _wire.Post($"/v1/invoices/{invoice}/send?expand[]=payments");
        _wire.Post($"/v1/payment_intents/{sent.TextAt("payments.data.0.payment.payment_intent")}/confirm", "payment_method=pm_card_visa");

        Assert.That((sent.TextAt("status"), sent.NumberAt("due_date")), Is.EqualTo(("open", The.Start.AddDays(30).ToUnixTimeSeconds())), sent.Body);
        Assert.That(_stripe.EventsOf(invoice), Does.Contain("invoice.sent"));
        Assert.That(_wire.Get($"/v1/invoices/{invoice}").TextAt("status"), Is.EqualTo("paid"));
        Assert.That(_wire.Post($"/v1/invoices/{Draft(customer, 100)}/send").Status, Is.EqualTo(400));
    }

    [Test]
    public void Advances_by_itself_after_an_hour()
    {
        var customer = _wire.Customer();
        var (charged, sent) = (Draft(customer, 2500, "&auto_advance=true"), Draft(customer, 900, "&auto_advance=true&collection_method=send_invoice&days_until_due=3"));
        var stays = Draft(customer, 900);
        var stopped = Draft(customer, 900, "&auto_advance=true");
        _wire.Post($"/v1/invoices/{stopped}", "auto_advance=false");

        _stripe.Clock().Advance(TimeSpan.FromMinutes(59));
        var before = _wire.Get($"/v1/invoices/{charged}").TextAt("status");
        _stripe.Clock().Advance(TimeSpan.FromMinutes(1));

        Assert.That(before, Is.EqualTo("draft"));
        Assert.That(new[] { charged, sent, stays, stopped }.Select(id => _wire.Get($"/v1/invoices/{id}").TextAt("status")), Is.EqualTo(["paid", "open", "draft", "draft"]));
        Assert.That(_stripe.EventsOf(sent), Does.Contain("invoice.sent"));
    }

    [Test]
    public void Of_nothing_is_paid_once_final_and_of_less_than_nothing_is_not_simulated()
    {
        var customer = _wire.Customer();
        var empty = _wire.Post("/v1/invoices", $"customer={customer}").Id;

        var final = _wire.Post($"/v1/invoices/{empty}/finalize");
        var negative = _wire.Post($"/v1/invoices/{Draft(customer, -100)}/finalize");

        Assert.That(final.TextAt("status"), Is.EqualTo("paid"));
        Assert.That(negative.Status, Is.EqualTo(400));
        Assert.That(negative.Message, Does.Contain("StripeSimulator does not simulate"));
    }

    [Test]
    public void Can_be_changed_and_deleted_as_a_draft_only()
    {
        var customer = _wire.Customer();
        var (kept, gone) = (Draft(customer, 2500), Draft(customer, 900));
        var item = _wire.Get($"/v1/invoiceitems?invoice={gone}").Ids[0];

        var changed = _wire.Post($"/v1/invoices/{kept}", "description=New&collection_method=send_invoice&days_until_due=10");
        var deleted = _wire.Delete($"/v1/invoices/{gone}");
        _wire.Post($"/v1/invoices/{kept}/finalize");
        var late = _wire.Post($"/v1/invoices/{kept}", "days_until_due=20");
        var memo = _wire.Post($"/v1/invoices/{kept}", "metadata[a]=b");

        Assert.That((changed.TextAt("description"), changed.TextAt("collection_method")), Is.EqualTo(("New", "send_invoice")), changed.Body);
        Assert.That((deleted.FlagAt("deleted"), deleted.TextAt("object"), _wire.Get($"/v1/invoices/{gone}").Status), Is.EqualTo((true, "invoice", 404)));
        Assert.That(_wire.Get($"/v1/invoiceitems/{item}").Status, Is.EqualTo(404));
        Assert.That((late.Status, late.Code, late.Param), Is.EqualTo((400, "invoice_not_editable", "days_until_due")));
        Assert.That((memo.Status, memo.TextAt("metadata.a")), Is.EqualTo((200, "b")));
        Assert.That(_wire.Delete($"/v1/invoices/{kept}").Code, Is.EqualTo("invoice_not_editable"));
        Assert.That(_stripe.EventsOf(gone), Is.EqualTo(["invoice.created", "invoice.updated", "invoice.deleted"]));
    }

    [Test]
    public void Takes_its_payment_along_when_it_is_voided()
    {
        var invoice = Draft(_wire.Customer(), 2500);
        _wire.Post($"/v1/invoices/{invoice}/finalize");
        var given = _wire.Post($"/v1/invoices/{invoice}/mark_uncollectible").TextAt("status");

        var ended = _wire.Post($"/v1/invoices/{invoice}/void?expand[]=payments.data.payment.payment_intent");

        Assert.That((given, ended.TextAt("status"), ended.TextAt("payments.data.0.status")), Is.EqualTo(("uncollectible", "void", "canceled")), ended.Body);
        Assert.That(ended.TextAt("payments.data.0.payment.payment_intent.cancellation_reason"), Is.EqualTo("void_invoice"));
    }

    [Test]
    public void Is_tried_again_when_it_advances_by_itself()
    {
        var customer = _wire.Customer("pm_card_chargeCustomerFail");
        var invoice = Draft(customer, 2500, "&auto_advance=true");
        _wire.Post($"/v1/invoices/{invoice}/finalize");
        var failed = _wire.Get($"/v1/invoices/{invoice}");
        _wire.UseCard(customer, "pm_card_visa");

        _stripe.Clock().Advance(TimeSpan.FromDays(3));

        Assert.That((failed.TextAt("status"), failed.NumberAt("next_payment_attempt")), Is.EqualTo(("open", The.Start.AddDays(3).ToUnixTimeSeconds())), failed.Body);
        Assert.That(_wire.Get($"/v1/invoices/{invoice}").TextAt("status"), Is.EqualTo("paid"));
    }

    [Test]
    public void Is_found_by_how_and_when_it_is_to_be_paid()
    {
        var customer = _wire.Customer();
        var charged = Draft(customer, 500);
        var sent = Draft(customer, 500, "&collection_method=send_invoice&days_until_due=10");
        var due = The.Start.AddDays(10).ToUnixTimeSeconds();

        Assert.That(_wire.Get("/v1/invoices?collection_method=send_invoice").Ids, Is.EqualTo([sent]));
        Assert.That(_wire.Get($"/v1/invoices?customer={customer}&collection_method=charge_automatically").Ids, Is.EqualTo([charged]));
        Assert.That(_wire.Get($"/v1/invoices?due_date[lte]={due}").Ids, Is.EqualTo([sent]));
        Assert.That(_wire.Get($"/v1/invoices?due_date[lt]={due}").Ids, Is.Empty);
    }

    [Test]
    public void Lists_its_lines_in_pages()
    {
        var customer = _wire.Customer();
        var invoice = _wire.Post("/v1/invoices", $"customer={customer}").Id;
        var items = Enumerable.Range(1, 12).Select(i => Item(customer, i * 100, invoice: invoice)).ToList();

        var embedded = _wire.Get($"/v1/invoices/{invoice}");
        var first = _wire.Get($"/v1/invoices/{invoice}/lines?limit=5");
        var second = _wire.Get($"/v1/invoices/{invoice}/lines?limit=7&starting_after={first.Ids[^1]}");
        var back = _wire.Get($"/v1/invoices/{invoice}/lines?limit=2&ending_before={second.Ids[0]}");

        Assert.That((embedded.NumberAt("total"), embedded.At("lines.data").GetArrayLength(), embedded.FlagAt("lines.has_more")), Is.EqualTo((7800L, 10, true)));
        Assert.That((first.HasMore, second.HasMore, back.HasMore), Is.EqualTo((true, false, true)));
        Assert.That(first.Ids.Concat(second.Ids), Is.EqualTo(items.Select(id => "il_" + id[3..])));
        Assert.That(back.Ids, Is.EqualTo(first.Ids.TakeLast(2)));
        Assert.That(first.TextAt("url"), Is.EqualTo($"/v1/invoices/{invoice}/lines"));
        Assert.That(_wire.Get("/v1/invoices/in_nope/lines").Code, Is.EqualTo("resource_missing"));
    }

    [Test]
    public void Numbers_no_two_alike()
    {
        var customer = _wire.Customer();
        var (first, second) = (Draft(customer, 500), Draft(customer, 500));

        var numbers = new[] { first, second }.Select(id => _wire.Post($"/v1/invoices/{id}/finalize").TextAt("number"));

        Assert.That(numbers, Is.Unique);
    }

    [TestCase("", "parameter_missing", "customer")]
    [TestCase("customer=cus_nope", "resource_missing", "customer")]
    [TestCase("customer={0}&currency=zzz", null, "currency")]
    [TestCase("customer={0}&collection_method=pigeon", null, "collection_method")]
    [TestCase("customer={0}&collection_method=send_invoice", null, "days_until_due")]
    [TestCase("customer={0}&collection_method=send_invoice&due_date=1", null, "due_date")]
    [TestCase("customer={0}&collection_method=send_invoice&due_date=4000000000&days_until_due=3", null, "due_date")]
    [TestCase("customer={0}&days_until_due=3", null, "days_until_due")]
    [TestCase("customer={0}&default_payment_method=pm_card_visa", "resource_missing", "default_payment_method")]
    [TestCase("customer={0}&auto_advance=maybe", null, "auto_advance")]
    [TestCase("customer={0}&subscription=sub_1", null, "subscription")]
    [TestCase("customer={0}&total=1", "parameter_unknown", "total")]
    public void Refuses_what_it_cannot_take(string form, string? code, string? param)
    {
        var answer = _wire.Post("/v1/invoices", form.Replace("{0}", _wire.Customer(), StringComparison.Ordinal));

        Assert.That((answer.Status, answer.Code, answer.Param), Is.EqualTo((400, code, param)), answer.Body);
        Assert.That(_wire.Get("/v1/invoices").Ids, Is.Empty);
    }

    [Test]
    public void Shows_each_event_the_invoice_as_it_was()
    {
        var customer = _wire.Customer();
        var invoice = Draft(customer, 500);

        var created = _stripe.Account.TakeWebhooks().First(w => w.Type == "invoice.created");

        using var body = JsonDocument.Parse(created.Body);
        Assert.That(body.Object().GetProperty("id").GetString(), Is.EqualTo(invoice));
        Assert.That(body.Object().GetProperty("lines").GetProperty("data").GetArrayLength(), Is.Zero);
    }

    private string Draft(string customer, long amount, string more = "")
    {
        var invoice = _wire.Post("/v1/invoices", $"customer={customer}{more}").Id;
        Item(customer, amount, invoice: invoice);
        return invoice;
    }

    private string Item(string customer, long amount, string currency = "usd", string? invoice = null)
        => _wire.Post("/v1/invoiceitems", $"customer={customer}&amount={amount}&currency={currency}{(invoice is null ? "" : "&invoice=" + invoice)}").Id;
}
