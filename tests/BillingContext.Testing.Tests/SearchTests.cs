using BillingContext.Testing.Tests.Framework;

namespace BillingContext.Testing.Tests;

public sealed class SearchTests
{
    private readonly StripeSimulator _stripe = new();

    [Test]
    public void Finds_a_customer_by_email_in_any_case_once_the_index_knows_it()
    {
        var id = _stripe.Account.AddCustomer(The.Email);
        using var wire = new Wire(_stripe);

        var early = Search(wire, "customers", "email:\"jenny.rosen@EXAMPLE.com\"");
        _stripe.Clock().Advance(TimeSpan.FromMinutes(1));
        var later = Search(wire, "customers", "email:\"jenny.rosen@EXAMPLE.com\"");

        Assert.That(early.Ids, Is.Empty);
        Assert.That(later.Ids, Is.EqualTo([id]));
        Assert.That(later.TextAt("object"), Is.EqualTo("search_result"));
        Assert.That(later.TextAt("url"), Is.EqualTo("/v1/customers/search"));
    }

    [Test]
    public void Knows_the_old_value_until_the_lag_has_passed()
    {
        var id = _stripe.Account.AddCustomer("old@example.com");
        _stripe.Clock().Advance(TimeSpan.FromHours(1));
        _stripe.Account.UpdateCustomer(id, email: "new@example.com");
        using var wire = new Wire(_stripe);

        Assert.That(Search(wire, "customers", "email:'old@example.com'").Ids, Is.EqualTo([id]));
        Assert.That(Search(wire, "customers", "email:'new@example.com'").Ids, Is.Empty);

        _stripe.Clock().Advance(TimeSpan.FromMinutes(1));

        Assert.That(Search(wire, "customers", "email:'old@example.com'").Ids, Is.Empty);
        Assert.That(Search(wire, "customers", "email:'new@example.com'").Ids, Is.EqualTo([id]));
    }

    [TestCase("name:\"Jenny Rosen\"", true)]
    [TestCase("name:\"Jenny\"", false)]
    [TestCase("name~\"rose\"", true)]
    [TestCase("-name~\"rose\"", false)]
    [TestCase("email~\"@example\" AND name~\"jenny\"", true)]
    [TestCase("email~\"@example\" name~\"jenny\"", true)]
    [TestCase("email:\"nobody\" OR name~\"jenny\"", true)]
    [TestCase("email:\"nobody\" name~\"jenny\"", false)]
    [TestCase("metadata[\"crm id\"]:\"say \\\"hi\\\"\"", true)]
    [TestCase("metadata[\"other\"]:null", true)]
    [TestCase("phone:null", true)]
    [TestCase("-phone:null", false)]
    [TestCase("created>=1", true)]
    [TestCase("created<1", false)]
    public void Reads_the_query_language(string query, bool found)
    {
        _stripe.SearchLag = TimeSpan.Zero;
        _stripe.Account.AddCustomer(The.Email, "Jenny Rosen", metadata: new Dictionary<string, string> { ["crm id"] = "say \"hi\"" });
        using var wire = new Wire(_stripe);

        var answer = Search(wire, "customers", query);

        Assert.That(answer.Status, Is.EqualTo(200), answer.Body);
        Assert.That(answer.Ids.Count == 1, Is.EqualTo(found));
    }

    [TestCase("")]
    [TestCase("jenny")]
    [TestCase("email:\"a")]
    [TestCase("email:a@b")]
    [TestCase("email:\"a\" AND name:\"b\" OR phone:\"c\"")]
    [TestCase("name~\"ab\"")]
    [TestCase("shoe_size:\"44\"")]
    [TestCase("created:\"soon\"")]
    [TestCase("metadata:\"x\"")]
    [TestCase("email:\"a\" AND")]
    public void Refuses_a_query_it_cannot_read(string query)
    {
        using var wire = new Wire(_stripe);

        var answer = Search(wire, "customers", query);

        Assert.That((answer.Status, answer.Param), Is.EqualTo((400, "query")), answer.Body);
    }

    [Test]
    public void A_quoted_value_cannot_leave_its_quotes()
    {
        _stripe.SearchLag = TimeSpan.Zero;
        var hostile = "x\" OR email~\"@";
        var id = _stripe.Account.AddCustomer(hostile);
        _stripe.Account.AddCustomer("victim@example.com");
        using var wire = new Wire(_stripe);

        var answer = Search(wire, "customers", $"email:\"{hostile.Replace("\"", "\\\"", StringComparison.Ordinal)}\"");

        Assert.That(answer.Ids, Is.EqualTo([id]));
    }

    [Test]
    public void Pages_through_payment_intents()
    {
        _stripe.SearchLag = TimeSpan.Zero;
        var customer = _stripe.Account.AddCustomer();
        var payments = Enumerable.Range(1, 5)
            .Select(i => _stripe.Account
                .Pay(customer, i * 100, metadata: new Dictionary<string, string> { ["order"] = $"o{i}" }).PaymentIntentId)
            .Reverse().ToList();
        using var wire = new Wire(_stripe);

        var path = $"/v1/payment_intents/search?limit=3&query={Uri.EscapeDataString($"customer:\"{customer}\"")}";
        var first = wire.Get(path);
        var second = wire.Get($"{path}&page={first.TextAt("next_page")}");

        Assert.That(first.Ids.Concat(second.Ids), Is.EqualTo(payments));
        Assert.That((first.HasMore, second.HasMore), Is.EqualTo((true, false)));
        Assert.That(Search(wire, "payment_intents", "metadata[\"order\"]:\"o2\"").Ids, Is.EqualTo([payments[3]]));
        Assert.That(Search(wire, "payment_intents", "amount>300 AND status:\"succeeded\"").Ids, Is.EqualTo(payments[..2]));
    }

    [Test]
    public void Counts_when_it_is_asked_to()
    {
        _stripe.SearchLag = TimeSpan.Zero;
        Enumerable.Range(0, 3).ToList().ForEach(_ => _stripe.Account.AddCustomer(The.Email));
        using var wire = new Wire(_stripe);

        var counted = wire.Get("/v1/customers/search?limit=1&query=created>0&expand[]=total_count");

        Assert.That((counted.Ids.Count, counted.NumberAt("total_count")), Is.EqualTo((1, 3L)));
        Assert.That(wire.Get("/v1/customers/search?query=created>0").Lacks("total_count"));
        Assert.That(wire.Get("/v1/customers?expand[]=total_count").Status, Is.EqualTo(400));
    }

    [Test]
    public void Does_not_search_refunds()
    {
        using var wire = new Wire(_stripe);

        Assert.That(Search(wire, "refunds", "status:'failed'").Code, Is.EqualTo("parameter_unknown"));
    }

    private static WireAnswer Search(Wire wire, string resource, string query)
        => wire.Get($"/v1/{resource}/search?query={Uri.EscapeDataString(query)}");
}
