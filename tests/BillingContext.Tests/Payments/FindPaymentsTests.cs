using BillingContext.Customers;
using BillingContext.Payments;
using BillingContext.StripeAdapter;
using BillingContext.Testing;
using BillingContext.Tests.Framework;
using Microsoft.Extensions.DependencyInjection;

namespace BillingContext.Tests.Payments;

internal sealed class FindPaymentsTests
{
    private const string OrderKey = "order_id";

    [TestCase("order 1042", "mug OrderReference")]
    [TestCase("#1042", "mug OrderReference")]
    [TestCase("I paid $19.99", "mug Amount")]
    [TestCase("19.99 with the card ending in 4444", "mug Amount LastFour")]
    [TestCase("card ending in 4242", "lamp LastFour|old LastFour")]
    [TestCase("yesterday", "mug Day|lamp Day")]
    [TestCase("the 64.00 of yesterday", "lamp Amount Day|mug Day")]
    [TestCase("nothing of mine", "")]
    public async Task A_customers_words_find_their_payments(string words, string expected)
    {
        using var shop = new Shop();

        var found = await shop.FindAsync(words);

        Assert.That(string.Join('|', found.Matches.Select(match => $"{shop.NameOf(match.Payment)} {string.Join(' ', match.Reasons)}")), Is.EqualTo(expected));
        Assert.That(found.Missing, Is.Empty);
    }

    [Test]
    public async Task A_payment_is_found_by_its_id_its_charges_and_its_refunds()
    {
        using var shop = new Shop();
        shop.Desk.Stripe.Account.Refund(shop.Mug, 500);
        var refund = shop.Desk.Stripe.Account.Refunds.Single().Id;

        foreach (var words in new[] { shop.Mug.PaymentIntentId!, shop.Mug.ChargeId, refund })
        {
            var found = await shop.FindAsync(words);

            Assert.That(shop.NameOf(found.Only!), Is.EqualTo("mug"), words);
        }
    }

    [Test]
    public async Task An_order_that_is_not_among_the_newest_is_searched_for()
    {
        using var shop = new Shop(newest: 2);
        shop.Desk.Time.Advance(shop.Desk.Stripe.SearchLag);

        var found = await shop.FindAsync("order 0999");

        Assert.That(shop.NameOf(found.Only!), Is.EqualTo("old"));
    }

    [Test]
    public async Task A_fresh_payment_is_found_although_search_lags()
    {
        using var shop = new Shop();
        shop.Pay("new", 700, order: "2000");

        Assert.That(shop.NameOf((await shop.FindAsync("order 2000")).Only!), Is.EqualTo("new"));
        Assert.That(shop.Desk.Calls.Where(call => call.Contains("search", StringComparison.Ordinal)), Is.Empty);
    }

    [Test]
    public async Task Where_search_is_not_offered_older_payments_are_named_as_not_looked_at()
    {
        using var shop = new Shop(newest: 2);
        shop.Desk.Stripe.Faults.Add(StripeFault.Status(400, """{"error":{"type":"invalid_request_error","message":"Search is not available."}}""").Times(9).On("GET", "/v1/payment_intents/search"));

        var found = await shop.FindAsync("order 0999");

        Assert.That(found.Matches, Is.Empty);
        Assert.That(found.Missing, Does.Contain(new DataGap(DataArea.OlderPayments, DataGapReason.NotSupported)));
    }

    [Test]
    public async Task Anothers_payment_and_none_are_one_answer_at_one_cost()
    {
        using var shop = new Shop();
        var other = shop.Desk.Stripe.Account.AddCustomer("other@example.com");
        var theirs = shop.Desk.Stripe.Account.Pay(other, 1_999, metadata: new Dictionary<string, string> { [OrderKey] = "7777" });
        shop.Desk.Time.Advance(shop.Desk.Stripe.SearchLag);
        string[] words = [theirs.PaymentIntentId!, "pi_3MtwBwLkdIwHu7ix28a3tqPa", theirs.ChargeId, "ch_3MmlLrLkdIwHu7ix0snN0B15", "order 7777", "order 8888", "in_1MtHbELkdIwHu7ixl4OzzPMv"];

        foreach (var said in words)
        {
            await shop.FindAsync("warm");
            shop.Desk.Stripe.ClearRequests();

            var found = await shop.FindAsync(said);

            Assert.That((found.Matches.Count, found.Missing.Count), Is.EqualTo((0, 0)), said);
            Assert.That(shop.Desk.Calls.Count(call => !call.Contains("/v1/customers", StringComparison.Ordinal) && !call.EndsWith("/v1/payment_intents", StringComparison.Ordinal) && !call.EndsWith("/v1/subscriptions", StringComparison.Ordinal) && !call.EndsWith("/v1/invoices", StringComparison.Ordinal)), Is.EqualTo(1), said);
        }
    }

    [Test]
    public async Task A_guest_finds_their_one_payment_and_no_other()
    {
        using var shop = new Shop();
        var guest = CustomerResolution.VerifiedPayment(Desk.Scope, new PaymentId(shop.Mug.PaymentIntentId!));

        var theirs = await shop.Desk.Contexts.FindPaymentsAsync(guest, PaymentReference.Parse("order 1042", shop.Desk.Time.GetUtcNow()));
        var others = await shop.Desk.Contexts.FindPaymentsAsync(guest, PaymentReference.Parse(shop.Lamp.PaymentIntentId!, shop.Desk.Time.GetUtcNow()));

        Assert.That((theirs.Matches.Count, others.Matches.Count), Is.EqualTo((1, 0)));
    }

    [Test]
    public async Task What_is_searched_for_is_one_text_whatever_is_in_it()
    {
        using var shop = new Shop();
        string[] hostile = ["1\" OR customer:\"cus_x", "1\\", "1\\\" AND -metadata[\"a\"]:\"b", "1' OR 1=1", "1 AND 2", "1\u0000", "1*~"];

        foreach (var number in hostile)
        {
            var reference = PaymentReference.Parse("", shop.Desk.Time.GetUtcNow()) with { Numbers = [number] };
            shop.Desk.Stripe.ClearRequests();
            await shop.Desk.Contexts.FindPaymentsAsync(shop.Customer, reference);

            var query = shop.Desk.Stripe.Requests.Single(request => request.Path.EndsWith("/search", StringComparison.Ordinal)).Query
                .TrimStart('?').Split('&').Single(part => part.StartsWith("query=", StringComparison.Ordinal))["query=".Length..];
            Assert.That(SearchClauses.Read(Uri.UnescapeDataString(query.Replace('+', ' '))), Is.EqualTo(new[] { ("customer", shop.Customer.Customer!.Value.Value), ($"metadata[{OrderKey}]", number) }), number);
        }
    }

    /// <summary>Re-reads Stripe's search language by its documentation and by nothing of ours: clauses joined by AND, each a field and a quoted string.</summary>
    private static class SearchClauses
    {
        internal static List<(string Field, string Value)> Read(string query)
        {
            var clauses = new List<(string, string)>();
            var at = 0;
            while (at < query.Length)
            {
                if (clauses.Count > 0)
                {
                    Assert.That(query[at..(at + 5)], Is.EqualTo(" AND "));
                    at += 5;
                }

                var field = "";
                while (query[at] != ':')
                {
                    field += query[at] == '"' ? Quoted(query, ref at) : query[at++].ToString();
                }

                at++;
                clauses.Add((field, Quoted(query, ref at)));
            }

            return clauses;
        }

        private static string Quoted(string query, ref int at)
        {
            Assert.That(query[at++], Is.EqualTo('"'));
            var value = "";
            while (query[at] != '"')
            {
                at += query[at] == '\\' ? 1 : 0;
                value += query[at++];
            }

            at++;
            return value;
        }
    }

    /// <summary>A customer with an old order, a mug of yesterday and a lamp of yesterday.</summary>
    private sealed class Shop : IDisposable
    {
        private readonly Dictionary<string, string> names = [];
        private readonly string customer;

        internal Shop(int newest = 10)
        {
            Desk = new Desk(builder =>
            {
                builder.UseStripe(options => options.OrderReferenceKeys.Add(OrderKey));
                builder.Services.Configure<BillingContextOptions>(options => options.PaymentsPerContext = newest);
            });
            customer = Desk.Stripe.Account.AddCustomer("buyer@example.com");
            Pay("old", 1_000, order: "0999");
            Desk.Time.Advance(TimeSpan.FromDays(40));
            Mug = Pay("mug", 1_999, order: "1042", last4: "4444");
            Lamp = Pay("lamp", 6_400);
            Desk.Time.Advance(TimeSpan.FromDays(1));
        }

        internal Desk Desk { get; }

        internal SimulatedPayment Mug { get; }

        internal SimulatedPayment Lamp { get; }

        internal CustomerResolution Customer => Desk.Verified(customer);

        internal SimulatedPayment Pay(string name, long amount, string? order = null, string last4 = "4242")
        {
            var paid = Desk.Stripe.Account.Pay(
                customer, amount, card: new SimulatedCard { Last4 = last4 }, metadata: order is null ? null : new Dictionary<string, string> { [OrderKey] = order });
            names[paid.PaymentIntentId!] = name;
            return paid;
        }

        internal Task<FoundPayments> FindAsync(string words) =>
            Desk.Contexts.FindPaymentsAsync(Customer, PaymentReference.Parse(words, Desk.Time.GetUtcNow()));

        internal string NameOf(Payment payment) => names[payment.Id.Value];

        public void Dispose() => Desk.Dispose();
    }
}
