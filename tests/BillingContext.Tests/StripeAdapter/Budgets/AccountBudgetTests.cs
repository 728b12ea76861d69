using BillingContext.Internal;
using BillingContext.StripeAdapter;
using BillingContext.StripeAdapter.Internal.Budgets;
using BillingContext.Testing;

namespace BillingContext.Tests.StripeAdapter.Budgets;

/// <summary>Whose turn it is, in orders a seed chooses and on a clock of the test's.</summary>
internal sealed class AccountBudgetTests
{
    private static readonly BudgetTerms Terms = BudgetTerms.Of(new RequestBudgetOptions { MaxConcurrent = 12, MaxQueued = 40 }, livemode: false);
    private static readonly string[] Endpoints = ["GET /v1/customers/{id}", "GET /v1/payment_intents", "GET /v1/customers/search", "GET /v1/charges/search", "POST /v1/refunds"];

    private readonly ManualTimeProvider time = new();
    private readonly List<(string Endpoint, long At)> turns = [];
    private AccountBudget budget = null!;

    [SetUp]
    public void Build() => budget = new AccountBudget(time, new Promises(TaskCreationOptions.None));

    [Test]
    public void No_window_of_a_second_holds_more_than_is_allowed_and_nobody_is_forgotten([Range(1, 100)] int seed)
    {
        var random = new Random(seed);
        var waiting = new List<(string Endpoint, Waiter Waiter)>();
        var underWay = new List<Waiter>();
        for (var step = 0; step < 400; step++)
        {
            switch (random.Next(5))
            {
                case 0 or 1:
                    var endpoint = Endpoints[random.Next(Endpoints.Length)];
                    var ticket = budget.Enter(endpoint, endpoint.StartsWith("POST", StringComparison.Ordinal), Terms, long.MaxValue);
                    if (ticket.Waiter is { } waiter)
                    {
                        waiting.Add((endpoint, waiter));
                    }

                    break;
                case 2 when underWay.Count > 0:
                    var done = underWay[random.Next(underWay.Count)];
                    underWay.Remove(done);
                    budget.End(done, null);
                    break;
                case 3 when waiting.Count > 0:
                    var leaving = waiting[random.Next(waiting.Count)];
                    Assert.That(budget.TryLeave(leaving.Waiter, out _), Is.True);
                    waiting.Remove(leaving);
                    break;
                default:
                    Pass(milliseconds: random.Next(120));
                    break;
            }

            Collect();
            Assert.That(underWay, Has.Count.LessThanOrEqualTo(12));
            Assert.That(waiting, Has.Count.LessThanOrEqualTo(80));
        }

        for (var rounds = 0; waiting.Count + underWay.Count > 0 && rounds < 100; rounds++)
        {
            underWay.ForEach(waiter => budget.End(waiter, null));
            underWay.Clear();
            Collect();
            Pass(milliseconds: 1_000);
        }

        Assert.That(waiting, Is.Empty, "nobody waits for ever");
        Assert.That(Busiest(turns), Is.LessThanOrEqualTo(20));
        Assert.That(turns.GroupBy(turn => turn.Endpoint).Max(Busiest), Is.LessThanOrEqualTo(20));
        Assert.That(Busiest(turns.Where(turn => turn.Endpoint.EndsWith("search", StringComparison.Ordinal))), Is.LessThanOrEqualTo(16));

        void Pass(int milliseconds)
        {
            // In small steps, so that each turn is noted when it comes.
            for (; milliseconds > 0; milliseconds--)
            {
                time.Advance(TimeSpan.FromMilliseconds(1));
                Collect();
            }
        }

        void Collect()
        {
            foreach (var (endpoint, waiter) in waiting.Where(one => one.Waiter.HasTurn).ToList())
            {
                Assert.That(waiter.Promise?.Task.IsCompleted, Is.Not.False, "a turn is told");
                waiting.Remove((endpoint, waiter));
                underWay.Add(waiter);
                turns.Add((endpoint, time.GetTimestamp()));
            }
        }
    }

    [Test]
    public void Actions_overtake_reads_and_reads_still_come()
    {
        var terms = BudgetTerms.Of(new RequestBudgetOptions { MaxConcurrent = 1 }, livemode: true);
        var first = budget.Enter("GET /v1/payment_intents", false, terms, long.MaxValue).Waiter!;
        var reads = Enumerable.Range(0, 5).Select(_ => budget.Enter("GET /v1/payment_intents", false, terms, long.MaxValue).Waiter!).ToList();
        var actions = Enumerable.Range(0, 12).Select(_ => budget.Enter("POST /v1/refunds", true, terms, long.MaxValue).Waiter!).ToList();

        var order = "";
        for (var current = first; current is not null;)
        {
            budget.End(current, null);
            current = actions.Concat(reads).FirstOrDefault(waiter => waiter.HasTurn);
            order += current is null ? "" : current.Lane.IsAction ? 'a' : 'r';
            _ = current is not null && (actions.Remove(current) || reads.Remove(current));
        }

        Assert.That(order, Is.EqualTo("aaaaaaaaaraaarrrr"));
    }

    [Test]
    public void A_small_endpoint_does_not_stand_behind_a_long_one()
    {
        var terms = BudgetTerms.Of(new RequestBudgetOptions { MaxConcurrent = 1 }, livemode: true);
        var first = budget.Enter("GET /v1/payment_intents", false, terms, long.MaxValue).Waiter!;
        var panels = Enumerable.Range(0, 100).Select(_ => budget.Enter("GET /v1/payment_intents", false, terms, long.MaxValue).Waiter!).ToList();
        var refunds = budget.Enter("GET /v1/payment_intents/{id}", false, terms, long.MaxValue).Waiter!;

        budget.End(first, null);

        Assert.That((refunds.HasTurn, panels.Count(waiter => waiter.HasTurn)), Is.EqualTo((true, 0)));
    }

    [Test]
    public void What_would_come_too_late_does_not_wait_and_is_told_how_long_it_would_have()
    {
        var soon = time.GetTimestamp() + TimeSpan.FromMilliseconds(1_500).Ticks;
        var tickets = Enumerable.Range(0, 50).Select(_ => budget.Enter("GET /v1/payment_intents", false, Terms with { MaxConcurrent = 1_000 }, soon)).ToList();

        Assert.That(tickets.Count(ticket => ticket.Waiter is { HasTurn: true }), Is.EqualTo(20), "at once");
        Assert.That(tickets.Count(ticket => ticket.Waiter is { HasTurn: false }), Is.EqualTo(20), "in the next second");
        Assert.That(tickets.Where(ticket => ticket.Waiter is null).Select(ticket => ticket.Wait), Is.All.EqualTo(TimeSpan.FromSeconds(2)));
    }

    [Test]
    public void The_queue_is_bounded_for_reads_and_actions_apart()
    {
        var terms = Terms with { MaxConcurrent = 1, MaxQueued = 3 };
        var reads = Enumerable.Range(0, 10).Select(_ => budget.Enter("GET /v1/payment_intents", false, terms, long.MaxValue)).Count(ticket => ticket.Waiter is not null);
        var actions = Enumerable.Range(0, 10).Select(_ => budget.Enter("POST /v1/refunds", true, terms, long.MaxValue)).Count(ticket => ticket.Waiter is not null);

        Assert.That((reads, actions), Is.EqualTo((4, 3)));
    }

    [TestCase(0.8, 1, true, 80, 20, 16)]
    [TestCase(0.8, 1, false, 20, 20, 16)]
    [TestCase(0.8, 4, true, 20, 5, 4)]
    [TestCase(1, 1, true, 100, 25, 20)]
    public void The_share_is_taken_of_every_limit(double share, int nodes, bool livemode, int account, int endpoint, int search)
    {
        var terms = BudgetTerms.Of(new RequestBudgetOptions { Share = share, Nodes = nodes }, livemode);

        Assert.That((terms.Account.Requests, terms.Endpoint.Requests, terms.Search.Requests), Is.EqualTo((account, endpoint, search)));
    }

    [Test]
    public void A_share_below_one_in_a_second_is_one_in_several()
    {
        var terms = BudgetTerms.Of(new RequestBudgetOptions { Nodes = 100 }, livemode: false);

        Assert.That(terms.Account, Is.EqualTo(new Rate(1, TimeSpan.FromSeconds(5))));
    }

    [Test]
    public async Task On_real_threads_every_turn_comes_and_no_more_than_allowed_are_under_way()
    {
        var real = new AccountBudget(TimeProvider.System, new Promises());
        var terms = new BudgetTerms(Rate.Of(10_000), Rate.Of(10_000), Rate.Of(10_000), MaxConcurrent: 8, MaxQueued: 100_000);
        var (underWay, most, had) = (0, 0, 0);

        await Task.WhenAll(Enumerable.Range(0, 8).Select(worker => Task.Run(() => Task.WhenAll(Enumerable.Range(0, 250).Select(async at =>
        {
            var waiter = real.Enter(at % 5 == 0 ? "POST /v1/refunds" : "GET /v1/payment_intents", at % 5 == 0, terms, long.MaxValue).Waiter!;
            if (at % 7 == worker && real.TryLeave(waiter, out _))
            {
                return;
            }

            await (waiter.Promise?.Task ?? Task.CompletedTask);
            var now = Interlocked.Increment(ref underWay);
            InterlockedMax(ref most, now);
            await Task.Yield();
            Interlocked.Decrement(ref underWay);
            Interlocked.Increment(ref had);
            real.End(waiter, null);
        })))));

        Assert.That(most, Is.LessThanOrEqualTo(8));
        Assert.That((underWay, real.Enter("GET /v1/payment_intents", false, terms, long.MaxValue).Waiter!.HasTurn, had > 1_000), Is.EqualTo((0, true, true)));
    }

    private static void InterlockedMax(ref int most, int now)
    {
        for (var seen = Volatile.Read(ref most); seen < now; seen = Volatile.Read(ref most))
        {
            Interlocked.CompareExchange(ref most, now, seen);
        }
    }

    /// <summary>The most that left within any second.</summary>
    private static int Busiest(IEnumerable<(string Endpoint, long At)> turns)
    {
        var at = turns.Select(turn => turn.At).ToList();
        return at.Count == 0 ? 0 : at.Max(from => at.Count(other => other >= from && other < from + TimeSpan.TicksPerSecond));
    }
}
