using BillingContext.Customers;
using BillingContext.Internal;
using BillingContext.Payments;
using BillingContext.Payments.Internal;
using BillingContext.Testing;

namespace BillingContext.Tests.Payments;

/// <summary>The cache by itself, in orders a seed chooses.</summary>
internal sealed class ContextCacheTests
{
    private static readonly StripeScope Scope = new(MerchantId.Default, null, false);

    private readonly ManualTimeProvider time = new();
    private ContextCache cache = null!;

    [SetUp]
    public void Build() => cache = new ContextCache(time, new Promises(TaskCreationOptions.None));

    [Test]
    public void Whoever_asks_is_answered_once_and_never_with_what_is_older_than_they_accept([Range(1, 200)] int seed)
    {
        var random = new Random(seed);
        var underWay = new List<ContextReading>();
        var askers = new List<(ContextTicket Ticket, long NotBefore)>();
        var lastDrop = new Dictionary<string, long>();
        for (var step = 0; step < 300; step++)
        {
            time.Advance(TimeSpan.FromMilliseconds(random.Next(0, 400)));
            var now = time.GetTimestamp();
            var name = "cus_" + random.Next(3);
            switch (random.Next(6))
            {
                case 0 or 1 or 2:
                    var maxAge = TimeSpan.FromSeconds(random.Next(0, 4));
                    var asked = Key(name, payments: random.Next(1, 4), attempts: random.Next(2) == 0, invoices: random.Next(2) == 0);
                    var ticket = cache.Ask(asked, maxAge, TimeSpan.Zero);
                    var asOf = ticket.Kept is { } kept ? kept.AsOf.Ticks : ticket.Reading!.StartedAt;
                    Assert.That(asOf, Is.GreaterThanOrEqualTo(now - maxAge.Ticks));
                    Assert.That(asOf, Is.GreaterThanOrEqualTo(lastDrop.GetValueOrDefault(name)), "from before a change");
                    Assert.That(ticket.Kept is null || (ticket.Kept.Payments.Count == asked.Payments && (ticket.Kept.Attempts is not null) == asked.Attempts), "just what was asked for");
                    Assert.That(ticket.Reading is null || ticket.Reading.Key.Covers(asked));
                    if (ticket.IsNew)
                    {
                        underWay.Add(ticket.Reading!);
                    }

                    if (ticket.Seat is not null)
                    {
                        askers.Add((ticket, now - maxAge.Ticks));
                    }

                    break;
                case 3 when underWay.Count > 0:
                    var done = underWay[random.Next(underWay.Count)];
                    underWay.Remove(done);
                    cache.Complete(done, new ContextOutcome(Context(done), null), maxContexts: 4, maxRecords: 1_000);
                    break;
                case 4 when askers.Count > 0:
                    var (leaving, _) = askers[random.Next(askers.Count)];
                    askers.RemoveAll(one => one.Ticket == leaving);
                    cache.Leave(leaving);
                    break;
                case 5 when random.Next(3) == 0:
                    cache.Drop(Scope, new CustomerId(name), null);
                    lastDrop[name] = now;
                    break;
                default:
                    break;
            }
        }

        underWay.ForEach(reading => cache.Complete(reading, new ContextOutcome(Context(reading), null), 4, 1_000));

        Assert.That(askers.Select(one => one.Ticket.Seat!.Value.Task.IsCompletedSuccessfully), Is.All.True, "nobody is forgotten");
        foreach (var (ticket, notBefore) in askers)
        {
            Assert.That(ticket.Seat!.Value.Task.Result.Context!.AsOf.Ticks, Is.GreaterThanOrEqualTo(notBefore));
        }
    }

    [TestCase(2, 1_000, "cus_2 cus_3", TestName = "The longest unused context goes first")]
    [TestCase(9, 12, "cus_2 cus_3", TestName = "Records are counted, too")]
    [TestCase(9, 4, "", TestName = "What is larger than all the room is not kept")]
    [TestCase(0, 1_000, "", TestName = "No room keeps nothing")]
    public void Room_is_bounded(int maxContexts, int maxRecords, string kept)
    {
        string[] names = ["cus_1", "cus_2", "cus_3"];
        foreach (var name in names)
        {
            var ticket = cache.Ask(Key(name, payments: 5), TimeSpan.FromMinutes(1), TimeSpan.Zero);
            cache.Complete(ticket.Reading!, new ContextOutcome(Context(ticket.Reading!), null), maxContexts, maxRecords);
        }

        var found = names.Where(name => cache.Ask(Key(name, payments: 5), TimeSpan.FromMinutes(1), TimeSpan.Zero).Kept is not null);

        Assert.That(string.Join(' ', found), Is.EqualTo(kept));
    }

    [Test]
    public void A_payment_that_two_readings_showed_is_still_known_after_the_poorer_is_forgotten()
    {
        foreach (var key in new[] { Key("cus_1", payments: 1), Key("cus_1", payments: 3, attempts: true) })
        {
            var ticket = cache.Ask(key, TimeSpan.FromMinutes(1), TimeSpan.Zero);
            cache.Complete(ticket.Reading!, new ContextOutcome(Context(ticket.Reading!), null), 9, 1_000);
        }

        cache.Drop(Scope, null, new PaymentId("pi_cus_1_0"));

        Assert.That(cache.Ask(Key("cus_1", payments: 1), TimeSpan.FromMinutes(1), TimeSpan.Zero).Kept, Is.Null);
    }

    private static ContextKey Key(string customer, int payments, bool attempts = false, bool invoices = false) =>
        new(new ContextOwner(Scope, new CustomerId(customer), null), payments, attempts, invoices, FraudWarnings: false);

    /// <summary>As many payments as were asked for, and more to come; its age is in ticks of the clock.</summary>
    private static PaymentContext Context(ContextReading reading) => new()
    {
        Resolution = CustomerResolution.VerifiedCustomer(Scope, reading.Key.Owner.Customer!.Value),
        Links = new DashboardLinks(Scope),
        AsOf = new DateTimeOffset(reading.StartedAt, TimeSpan.Zero),
        Payments = [.. Enumerable.Range(0, reading.Key.Payments).Select(at => Payment($"pi_{reading.Key.Owner.Customer}_{at}"))],
        Attempts = reading.Key.Attempts ? [] : null,
        Invoices = reading.Key.Invoices ? [] : null,
        Missing = [new DataGap(DataArea.Payments, DataGapReason.MoreExist)],
    };

    private static Payment Payment(string id) => new()
    {
        Id = new PaymentId(id),
        StripeStatus = "succeeded",
        Amount = Money.Of("usd", 100),
        Captured = Money.Of("usd", 100),
        CreatedAt = default,
    };
}
