namespace BillingContext.Testing.Tests.Documented;

public sealed class InvoiceDraftCases : DocumentedCases
{
    private const string Page = "https://docs.stripe.com/api/invoices";
    private const string Items = "https://docs.stripe.com/api/invoiceitems";
    private const string Lines = "https://docs.stripe.com/api/invoice-line-item/retrieve";

    [Test]
    [Documented("invoices", "https://docs.stripe.com/invoicing/overview#workflow")]
    public async Task Goes_from_draft_to_paid()
    {
        var (customer, invoice) = await DraftAsync();

        var changed = await DoneAsync($"v1/invoices/{invoice} -d description=Shoes -d \"metadata[order_id]\"=6735");
        var open = await DoneAsync($"v1/invoices/{invoice}/finalize -X POST");
        var paid = await DoneAsync($"v1/invoices/{invoice}/pay -X POST");

        Assert.That((changed.TextAt("status"), changed.TextAt("description")), Is.EqualTo(("draft", "Shoes")));
        Assert.That((open.TextAt("status"), open.NumberAt("amount_due")), Is.EqualTo(("open", 2000)));
        Assert.That((paid.TextAt("status"), paid.TextAt("customer"), paid.NumberAt("amount_paid")), Is.EqualTo(("paid", customer, 2000)));
        Assert.That(
            await EventTypesAsync(), Is.SupersetOf(["invoice.created", "invoice.finalized", "invoice.paid", "invoiceitem.created"]));
    }

    [Test]
    [Documented("invoices", Page + "/send")]
    public async Task Sends_what_is_to_be_paid_until_a_day()
    {
        var (_, invoice) = await DraftAsync("-d collection_method=send_invoice -d days_until_due=30");
        var (_, charged) = await DraftAsync();

        var sent = await DoneAsync($"v1/invoices/{invoice}/send -X POST");
        var refused = await CurlAsync($"v1/invoices/{charged}/send -X POST");

        Assert.That((sent.TextAt("status"), sent.NumberAt("due_date") - sent.NumberAt("created")), Is.EqualTo(("open", 30 * 86400)));
        Assert.That(refused.Status, Is.EqualTo(400));
        Assert.That(await EventTypesAsync(), Has.One.EqualTo("invoice.sent"));
    }

    [Test]
    [Documented("invoices", Page + "/delete")]
    public async Task Deletes_drafts_only()
    {
        var (_, draft) = await DraftAsync();
        var (_, open) = await DraftAsync();
        await DoneAsync($"v1/invoices/{open}/finalize -X POST");

        var deleted = await DoneAsync($"v1/invoices/{draft} -X DELETE");
        var refused = await CurlAsync($"v1/invoices/{open} -X DELETE");

        Assert.That((deleted.Id, deleted.FlagAt("deleted")), Is.EqualTo((draft, true)));
        Assert.That(((await CurlAsync($"v1/invoices/{draft}")).Status, refused.Status), Is.EqualTo((404, 400)));
    }

    [Test]
    [Documented("invoices", "https://docs.stripe.com/invoicing/integration/automatic-advancement-collection")]
    public async Task Advances_by_itself_after_an_hour()
    {
        var (_, invoice) = await DraftAsync("-d auto_advance=true");

        await AdvanceAsync("hours=2");

        Assert.That((await DoneAsync($"v1/invoices/{invoice}")).TextAt("status"), Is.EqualTo("paid"));
    }

    [Test]
    [Documented("invoices", Lines)]
    public async Task Pages_through_its_lines()
    {
        var (customer, invoice) = await DraftAsync();
        for (var i = 0; i < 2; i++)
        {
            await DoneAsync($"v1/invoiceitems -d customer={customer} -d amount=100 -d currency=usd -d invoice={invoice}");
        }

        var first = await DoneAsync($"v1/invoices/{invoice}/lines?limit=2");
        var rest = await DoneAsync($"v1/invoices/{invoice}/lines?limit=2&starting_after={first.Ids[^1]}");

        Assert.That((first.TextAt("url"), first.HasMore, rest.HasMore), Is.EqualTo(($"/v1/invoices/{invoice}/lines", true, false)));
        Assert.That(first.Ids.Concat(rest.Ids).Distinct().Count(), Is.EqualTo(3));
    }

    [Test]
    [Documented("invoice items", Items + "/create")]
    public async Task Waits_for_the_next_invoice()
    {
        var (customer, price) = await SubscriberAsync();
        var made = await SubscribeAsync(customer, price);
        var item = await DoneAsync($"v1/invoiceitems -d customer={customer} -d amount=500 -d currency=usd -d description=Setup");

        await AdvanceAsync("days=32");

        var renewal = await DoneAsync($"v1/invoices?subscription={made.Id}&limit=1");
        Assert.That((item.TextAt("object"), renewal.NumberAt("data.0.total")), Is.EqualTo(("invoiceitem", 2500)));
        Assert.That((await DoneAsync($"v1/invoiceitems/{item.Id}")).TextAt("invoice"), Is.EqualTo(renewal.Ids[0]));
    }

    [Test]
    [Documented("invoice items", Items + "/update")]
    public async Task Changes_and_removes_what_is_on_a_draft()
    {
        var (customer, invoice) = await DraftAsync();
        var price = await DoneAsync("v1/prices -d currency=usd -d unit_amount=500 -d \"product_data[name]\"=Shoes");
        var item = await DoneAsync(
            $"v1/invoiceitems -d customer={customer} -d invoice={invoice} -d \"pricing[price]\"={price.Id} -d quantity=3");

        var changed = await DoneAsync($"v1/invoiceitems/{item.Id} -d quantity=2");
        var total = (await DoneAsync($"v1/invoices/{invoice}")).NumberAt("total");
        var deleted = await DoneAsync($"v1/invoiceitems/{item.Id} -X DELETE");

        Assert.That((item.NumberAt("amount"), changed.NumberAt("amount"), total), Is.EqualTo((1500, 1000, 3000)));
        Assert.That((deleted.FlagAt("deleted"), (await DoneAsync($"v1/invoices/{invoice}")).NumberAt("total")), Is.EqualTo((true, 2000)));
    }

    [Test]
    [Documented("invoice items", Items + "/update")]
    public async Task Leaves_what_is_on_a_final_invoice_as_it_is()
    {
        var (_, invoice) = await DraftAsync();
        var item = (await DoneAsync($"v1/invoiceitems?invoice={invoice}")).Ids.Single();
        await DoneAsync($"v1/invoices/{invoice}/finalize -X POST");

        var changed = await CurlAsync($"v1/invoiceitems/{item} -d amount=1");
        var deleted = await CurlAsync($"v1/invoiceitems/{item} -X DELETE");

        Assert.That((changed.Status, deleted.Status), Is.EqualTo((400, 400)));
        Assert.That((await DoneAsync($"v1/invoices/{invoice}")).NumberAt("total"), Is.EqualTo(2000));
    }

    /// <summary>An invoice of 20.00 for a customer with a card.</summary>
    private async Task<(string Customer, string Invoice)> DraftAsync(string more = "")
    {
        var (customer, _) = await SubscriberAsync();
        await DoneAsync($"v1/invoiceitems -d customer={customer} -d amount=2000 -d currency=usd");
        var draft = await DoneAsync($"v1/invoices -d customer={customer} -d pending_invoice_items_behavior=include {more}");
        return (customer, draft.Id);
    }
}
