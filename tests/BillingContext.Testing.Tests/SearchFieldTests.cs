using System.Globalization;
using BillingContext.Testing.Tests.Framework;

namespace BillingContext.Testing.Tests;

/// <summary>https://docs.stripe.com/search#supported-query-fields-for-each-resource</summary>
public sealed class SearchFieldTests
{
    private readonly StripeSimulator _stripe = new() { SearchLag = TimeSpan.Zero };
    private Wire _wire = null!;

    [SetUp]
    public void Open() => _wire = new Wire(_stripe);

    [TearDown]
    public void Close() => _wire.Dispose();

    [TestCase("amount:4200", 1)]
    [TestCase("amount>4200", 0)]
    [TestCase("billing_details.address.postal_code:null", 2)]
    [TestCase("created>0", 2)]
    [TestCase("currency:\"USD\"", 2)]
    [TestCase("-currency:\"usd\"", 0)]
    [TestCase("customer:\"{0}\"", 2)]
    [TestCase("disputed:\"true\"", 1)]
    [TestCase("refunded:\"true\"", 1)]
    [TestCase("refunded:\"false\" AND disputed:\"true\"", 1)]
    [TestCase("status:\"succeeded\"", 2)]
    [TestCase("metadata[\"order\"]:\"6735\"", 1)]
    [TestCase("-metadata[\"order\"]:null", 1)]
    [TestCase("payment_method_details.card.last4:\"4444\"", 1)]
    [TestCase("payment_method_details.card.brand:\"mastercard\"", 1)]
    [TestCase("payment_method_details.card.exp_year:\"2030\" payment_method_details.card.exp_month:\"8\"", 2)]
    [TestCase("payment_method_details.card.fingerprint:\"Simvisa4242\"", 1)]
    [TestCase("payment_method_details.us_bank_account.last4:\"6789\"", 0)]
    public void Searches_charges(string query, int found)
    {
        var customer = _stripe.Account.AddCustomer();
        var first = _stripe.Account.Pay(customer, 4200, metadata: new Dictionary<string, string> { ["order"] = "6735" });
        var second = _stripe.Account.Pay(customer, 900, card: new SimulatedCard { Brand = "mastercard", Last4 = "4444" });
        _stripe.Account.Refund(first);
        _stripe.Account.OpenDispute(second.ChargeId);

        Assert.That(Search("charges", query, customer), Has.Count.EqualTo(found));
    }

    [TestCase("created>0", 1)]
    [TestCase("currency:\"usd\"", 1)]
    [TestCase("customer:\"{0}\"", 1)]
    [TestCase("last_finalization_error_code:null last_finalization_error_type:null receipt_number:null", 1)]
    [TestCase("number~\"-000\"", 1)]
    [TestCase("status:\"paid\"", 1)]
    [TestCase("status:\"open\"", 0)]
    [TestCase("-subscription:null", 1)]
    [TestCase("total>1999 total<=2000", 1)]
    public void Searches_invoices(string query, int found)
    {
        var customer = _stripe.Account.AddCustomer();
        _stripe.Account.Subscribe(customer, amount: 2000);

        Assert.That(Search("invoices", query, customer), Has.Count.EqualTo(found));
    }

    [TestCase("status:\"active\"", 1)]
    [TestCase("canceled_at:null", 1)]
    [TestCase("canceled_at>0", 1)]
    [TestCase("status:\"canceled\" OR status:\"active\"", 2)]
    [TestCase("status:\"canceled\" or status:\"active\"", 2)]
    [TestCase("created>0 and status:\"active\"", 1)]
    public void Searches_subscriptions(string query, int found)
    {
        var customer = _stripe.Account.AddCustomer();
        _stripe.Account.Subscribe(customer);
        _stripe.Account.CancelSubscription(_stripe.Account.Subscribe(customer).SubscriptionId);

        Assert.That(Search("subscriptions", query, customer), Has.Count.EqualTo(found));
    }

    [TestCase("products", "active:\"true\" AND name~\"gold\"", 1)]
    [TestCase("products", "active:\"false\"", 0)]
    [TestCase("products", "description~\"shiny\"", 1)]
    [TestCase("products", "shippable:null url:null", 1)]
    [TestCase("products", "metadata[\"tier\"]:\"1\"", 1)]
    [TestCase("prices", "active:\"true\" currency:\"usd\"", 2)]
    [TestCase("prices", "type:\"recurring\"", 1)]
    [TestCase("prices", "type:\"one_time\"", 1)]
    [TestCase("prices", "product:\"{0}\"", 2)]
    [TestCase("prices", "lookup_key:null", 2)]
    public void Searches_the_catalogue(string kind, string query, int found)
    {
        var product = _wire.Post("/v1/products", "name=Gold&description=Very shiny&metadata[tier]=1").Id;
        _wire.Post("/v1/prices", $"product={product}&currency=usd&unit_amount=500");
        _wire.Post("/v1/prices", $"product={product}&currency=usd&unit_amount=500&recurring[interval]=month");

        Assert.That(Search(kind, query, product), Has.Count.EqualTo(found));
    }

    [TestCase("charges", "email:\"x\"", "Field `email` is an unsupported search field for resource `charges`. See ")]
    [TestCase("prices", "foo:\"bar\"", "Field `foo` is an unsupported search field for resource `prices`. See ")]
    [TestCase("payment_intents", "status~\"succ\"", "Field `status` does not take the operator `~`.")]
    [TestCase("charges", "metadata[\"order\"]~\"673\"", "Field `metadata[\"order\"]` does not take the operator `~`.")]
    [TestCase("charges", "customer[\"x\"]:\"y\"", "Field `customer` is an unsupported")]
    [TestCase("charges", "status:succeeded", "Field `status` takes a quoted value.")]
    [TestCase("subscriptions", "canceled_at>null", "Field `canceled_at` takes a number.")]
    [TestCase("charges", "asdf", "We were unable to parse your search query. Try using the format `metadata[\"key\"]:\"value\"` to query")]
    [TestCase("charges", "a:1 a:1 a:1 a:1 a:1 a:1 a:1 a:1 a:1 a:1 a:1", "A search query can have at most 10 clauses.")]
    public void Refuses_a_field_it_does_not_have(string kind, string query, string message)
    {
        var answer = _wire.Get($"/v1/{kind}/search?query={Uri.EscapeDataString(query)}");

        Assert.That((answer.Status, answer.Param), Is.EqualTo((400, "query")));
        Assert.That(answer.Message, Does.StartWith(message));
    }

    [TestCase("charges")]
    [TestCase("invoices")]
    [TestCase("subscriptions")]
    [TestCase("products")]
    [TestCase("prices")]
    public void Lags_and_wants_a_query_and_the_permission(string kind)
    {
        _stripe.SearchLag = TimeSpan.FromMinutes(1);
        var customer = _stripe.Account.AddCustomer();
        _wire.Post("/v1/prices", "product_data[name]=Gold&currency=usd&unit_amount=500&recurring[interval]=month");
        _stripe.Account.Subscribe(customer);
        _stripe.AddRestrictedKey("rk_test_other", "event_read");
        using var other = new Wire(_stripe, "rk_test_other");

        Assert.That(_wire.Get($"/v1/{kind}/search").Code, Is.EqualTo("parameter_missing"));
        Assert.That(other.Get($"/v1/{kind}/search?query=created>0").Status, Is.EqualTo(403));
        Assert.That(Search(kind, "-metadata[\"x\"]:\"y\"", customer), Is.Empty);

        _stripe.Clock().Advance(TimeSpan.FromMinutes(1));

        Assert.That(Search(kind, "-metadata[\"x\"]:\"y\"", customer), Is.Not.Empty);
    }

    [Test]
    public void Knows_what_fell_due_from_the_day_it_fell_due()
    {
        _stripe.SearchLag = TimeSpan.FromMinutes(1);
        var subscription = _stripe.Account.Subscribe(_stripe.Account.AddCustomer()).SubscriptionId;
        _stripe.Account.CancelAtPeriodEnd(subscription);

        // Nobody looks before the very moment of the search.
        _stripe.Clock().Advance(TimeSpan.FromDays(60));

        Assert.That(Search("subscriptions", "status:\"canceled\"", ""), Is.EqualTo(new[] { subscription }));
    }

    [Test]
    public void Knows_payments_of_the_past_at_once()
    {
        _stripe.SearchLag = TimeSpan.FromMinutes(1);
        var charge = _stripe.Account.Pay(null, 4200, createdAt: The.Start.AddDays(-1)).ChargeId;

        Assert.That(Search("charges", "amount:4200", ""), Is.EqualTo(new[] { charge }));
    }

    private IReadOnlyList<string> Search(string kind, string query, string id)
    {
        var text = string.Format(CultureInfo.InvariantCulture, query, id);
        var answer = _wire.Get($"/v1/{kind}/search?query={Uri.EscapeDataString(text)}");
        Assert.That(answer.Status, Is.EqualTo(200), answer.Body);
        Assert.That(answer.TextAt("url"), Is.EqualTo($"/v1/{kind}/search"));
        return answer.Ids;
    }
}
