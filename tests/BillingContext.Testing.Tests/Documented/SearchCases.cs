namespace BillingContext.Testing.Tests.Documented;

public sealed class SearchCases : DocumentedCases
{
    private const string Page = "https://docs.stripe.com/search";
    private const string Customers = "https://docs.stripe.com/api/customers/search";

    [TestCase("name:'Jane Doe' AND metadata['foo']:'bar'")]
    [TestCase("name:'jane doe'")]
    [TestCase("email:\"jane@example.com\"")]
    [TestCase("email~\"jane\"")]
    [TestCase("metadata[\"foo\"]:\"bar\"")]
    [TestCase("name:'Jane Doe' OR name:'nobody'")]
    [TestCase("-name:'nobody'")]
    [TestCase("created>0")]
    [Documented("search", Customers)]
    public async Task Finds_a_customer(string query)
    {
        var jane = await DoneAsync("v1/customers -d name=\"Jane Doe\" --data-urlencode email=jane@example.com -d \"metadata[foo]\"=bar");
        await AdvanceAsync("hours=1");

        var found = await DoneAsync("v1/customers/search?query=" + Uri.EscapeDataString(query));

        Assert.That(
            (found.TextAt("object"), found.TextAt("url"), found.HasMore),
            Is.EqualTo(("search_result", "/v1/customers/search", false)));
        Assert.That(found.Ids, Is.EqualTo([jane.Id]));
    }

    [TestCase("status:'succeeded' AND metadata['order_id']:'6735'")]
    [TestCase("amount>1999 status:'succeeded'")]
    [TestCase("currency:'usd'")]
    [Documented("search", "https://docs.stripe.com/api/payment_intents/search")]
    public async Task Finds_a_payment(string query)
    {
        var paid = await PayAsync(more: "-d \"metadata[order_id]\"=6735");
        await AdvanceAsync("hours=1");

        Assert.That((await DoneAsync("v1/payment_intents/search?query=" + Uri.EscapeDataString(query))).Ids, Is.EqualTo([paid.Id]));
    }

    [TestCase("charges", "amount>1999 AND status:'succeeded'", 1)]
    [TestCase("charges", "payment_method_details.card.last4:4242", 1)]
    [TestCase("invoices", "total>1999 AND -subscription:null", 1)]
    [TestCase("invoices", "status:'open'", 0)]
    [TestCase("subscriptions", "status:'active'", 1)]
    [TestCase("products", "active:'true' AND name~'gold'", 1)]
    [TestCase("prices", "active:'true' AND type:'recurring'", 1)]
    [Documented("search", Page + "#supported-query-fields-for-each-resource")]
    public async Task Finds_what_a_subscription_leaves(string things, string query, int count)
    {
        var (customer, price) = await SubscriberAsync();
        await SubscribeAsync(customer, price);
        await AdvanceAsync("hours=1");

        var found = await DoneAsync($"v1/{things}/search?query={Uri.EscapeDataString(query)}&expand[]=total_count");

        Assert.That((found.TextAt("url"), found.NumberAt("total_count")), Is.EqualTo(($"/v1/{things}/search", count)));
        Assert.That(found.Ids, Has.Count.EqualTo(count));
    }

    [Test]
    [Documented("search", Page + "#data-freshness")]
    public async Task Lags_behind()
    {
        await DoneAsync("v1/customers -d name=Jane");

        var soon = await DoneAsync("v1/customers/search -G --data-urlencode query=\"name:'Jane'\"");
        await AdvanceAsync("seconds=61");
        var late = await DoneAsync("v1/customers/search -G --data-urlencode query=\"name:'Jane'\"");

        Assert.That((soon.Ids.Count, late.Ids.Count), Is.EqualTo((0, 1)));
    }

    [Test]
    [Documented("search", "https://docs.stripe.com/api/pagination/search")]
    public async Task Pages_by_a_cursor_of_its_own()
    {
        for (var i = 0; i < 3; i++)
        {
            await DoneAsync("v1/customers -d name=Jane");
        }

        await AdvanceAsync("hours=1");
        var first = await DoneAsync("v1/customers/search -G -d limit=2 --data-urlencode query=\"name:'Jane'\"");
        var second = await DoneAsync(
            $"v1/customers/search -G -d limit=2 --data-urlencode query=\"name:'Jane'\" --data-urlencode page={first.TextAt("next_page")}");

        Assert.That((first.HasMore, second.HasMore), Is.EqualTo((true, false)));
        Assert.That(first.Ids.Concat(second.Ids).Distinct().Count(), Is.EqualTo(3));
    }

    [TestCase("v1/customers/search")]
    [TestCase("v1/customers/search?query=Jane")]
    [TestCase("v1/customers/search?query=shoe_size:'44'")]
    [TestCase("v1/customers/search?query=name:'a' AND name:'b' OR name:'c'")]
    [TestCase("v1/customers/search?query=email~'ja'")]
    [TestCase("v1/customers/search?query=name:'unclosed")]
    [Documented("search", Page + "#search-query-language")]
    public async Task Refuses_what_is_no_query(string path)
    {
        var answer = await CurlAsync(path.Replace(" ", "%20", StringComparison.Ordinal).Replace("'", "%22", StringComparison.Ordinal));

        Assert.That((answer.Status, answer.TextAt("error.type")), Is.EqualTo((400, "invalid_request_error")));
    }
}
