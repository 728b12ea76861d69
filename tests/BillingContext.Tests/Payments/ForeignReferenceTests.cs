using BillingContext.Customers;
using BillingContext.Payments;
using BillingContext.Testing;
using BillingContext.Tests.Framework;
using Microsoft.Extensions.DependencyInjection;

namespace BillingContext.Tests.Payments;

/// <summary>Whoever names what is another customer's hears what they would hear if there were no such thing, at the same calls.</summary>
internal sealed class ForeignReferenceTests
{
    private const int Pairs = 100_000;
    private const int Customers = 25;
    private const string OrderKey = "order_id";

    // One customer asks for what belongs to another, or to a guest: seconds, as nothing but what is named is asked of Stripe.
    [Test]
    public async Task Is_answered_as_if_it_did_not_exist_at_the_same_calls()
    {
        using var town = new Town();
        var random = new Random(20261105);
        var asIfMissing = new Dictionary<(int Customer, string Kind), string>();

        for (var pair = 0; pair < Pairs; pair++)
        {
            var thing = town.Things[random.Next(town.Things.Count)];
            var asker = (random.Next(1, Customers) + (thing.Owner ?? 0)) % Customers;
            if (!asIfMissing.TryGetValue((asker, thing.Kind), out var expected))
            {
                asIfMissing[(asker, thing.Kind)] = expected = await town.AskAsync(asker, Town.Missing(thing.Kind, random));
                Assert.That(await town.AskAsync(asker, Town.Missing(thing.Kind, random)), Is.EqualTo(expected), "what does not exist has one answer");
            }

            var heard = await town.AskAsync(asker, thing.Words);

            // Compared first: a constraint for each of so many pairs would take longer than the pairs.
            if (heard != expected)
            {
                Assert.That(heard, Is.EqualTo(expected), $"{asker} asks for '{thing.Words}', the {thing.Kind} of {thing.Owner}");
            }
        }

        Assert.That(asIfMissing.Keys.Select(key => key.Kind).Distinct(), Is.EquivalentTo(town.Things.Select(thing => thing.Kind).Distinct()), "every kind was asked for");
        Assert.That(asIfMissing.Values, Is.All.StartsWith("0 matches"));
    }

    [Test]
    public async Task What_is_theirs_is_found_by_the_same_words()
    {
        using var town = new Town();
        foreach (var thing in town.Things.Where(thing => thing.Owner is not null))
        {
            Assert.That(await town.AskAsync(thing.Owner!.Value, thing.Words), Does.StartWith("1 matches"), thing.Words);
        }
    }

    /// <summary>Customers with orders, subscriptions, refunds and disputes, and guests. Everybody's context is at hand, so that what is asked for is all that is called.</summary>
    private sealed class Town : IDisposable
    {
        private readonly Desk desk;
        private readonly List<CustomerResolution> customers = [];

        internal Town()
        {
            desk = new Desk(builder => builder.UseStripe(options => options.OrderReferenceKeys.Add(OrderKey)));
            for (var at = 0; at < Customers; at++)
            {
                Settle(at);
            }

            for (var at = 0; at < Customers; at++)
            {
                var paid = desk.Stripe.Account.Pay(customer: null, 3_000 + at);
                Add(null, "payment", paid.PaymentIntentId!);
                Add(null, "charge", paid.ChargeId);
            }

            desk.Time.Advance(desk.Stripe.SearchLag);
        }

        internal List<(int? Owner, string Kind, string Words)> Things { get; } = [];

        /// <summary>Something of the kind that nobody has.</summary>
        internal static string Missing(string kind, Random random)
        {
            var number = random.NextInt64(1_000_000_000, 10_000_000_000);
            return kind switch
            {
                "payment" => $"pi_3None{number}",
                "charge" => $"ch_3None{number}",
                "refund" => $"re_3None{number}",
                "invoice" => $"in_1None{number}",
                _ => $"order N{number}",
            };
        }

        /// <summary>What somebody hears, and what it cost, as one text.</summary>
        internal async Task<string> AskAsync(int asker, string words)
        {
            // Warm, with and without invoices.
            var reference = PaymentReference.Parse(words, desk.Time.GetUtcNow());
            await desk.Contexts.GetAsync(customers[asker], new PaymentContextRequest { IncludeInvoices = true });
            desk.Stripe.ClearRequests();

            var found = await desk.Contexts.FindPaymentsAsync(customers[asker], reference);

            var calls = desk.Stripe.Requests.Select(request => $"{request.Method} {request.Path[..request.Path.LastIndexOf('/')]}");
            return $"{found.Matches.Count} matches, {string.Join(' ', found.Missing)}, {string.Join(' ', calls)}";
        }

        public void Dispose() => desk.Dispose();

        private void Settle(int at)
        {
            var stripe = desk.Stripe.Account;
            var customer = stripe.AddCustomer($"buyer{at}@example.com");
            customers.Add(Desk.Verified(customer));
            for (var order = 0; order < 3; order++)
            {
                var number = $"Z{at}0{order}77";
                var paid = stripe.Pay(customer, 10_000 + (at * 10) + order, metadata: new Dictionary<string, string> { [OrderKey] = number });
                Add(at, "payment", paid.PaymentIntentId!);
                Add(at, "charge", paid.ChargeId);
                Add(at, "order", $"order {number}");
                if (order == 1)
                {
                    stripe.Refund(paid, 100);
                    Add(at, "refund", stripe.Refunds[^1].Id);
                }
                else if (order == 2)
                {
                    stripe.OpenDispute(paid.ChargeId);
                }
            }

            Add(at, "invoice", stripe.Subscribe(customer, $"price_{at}", 500 + at).FirstInvoice.InvoiceId);
        }

        private void Add(int? owner, string kind, string words) => Things.Add((owner, kind, words));
    }
}
