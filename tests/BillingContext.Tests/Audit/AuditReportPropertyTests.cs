using BillingContext.Audit;
using BillingContext.Refunds;
using BillingContext.Subscriptions;
using FsCheck;
using FsCheck.Fluent;

namespace BillingContext.Tests.Audit;

/// <summary>Of any histories that cross each other: nothing counts twice, nothing is lost, and every way of adding up comes to the same.</summary>
internal sealed class AuditReportPropertyTests
{
    private static readonly StripeScope Live = new(Some.Acme, null, Livemode: true);

    private static readonly Gen<Request> Requests =
        from actor in Gen.Elements(Actor.Person("a"), Actor.Person("b"), Actor.Assistant("a"))
        from rules in Gen.Elements(Array.Empty<string>(), ["small"], ["recent", "small"], ["recent"])
        from currency in Gen.Elements("usd", "jpy", "kwd")
        from amount in Gen.Choose(1, 100_000)
        from states in Gen.Elements(Enum.GetValues<RefundState>().Where(state => state is not RefundState.NeedsApproval).ToArray()).ListOf()
        from isLive in Gen.Frequency((4, Gen.Constant(true)), (1, Gen.Constant(false)))
        from ends in Gen.Elements(true, false, false)
        from isRecorded in Gen.Frequency((6, Gen.Constant(true)), (1, Gen.Constant(false)))
        from day in Gen.Choose(-3, 33)
        select new Request(actor, rules, Money.Of(currency, amount), [.. states], isLive, ends, isRecorded || states.Count == 0, day);

    private static readonly Gen<(List<Request> Requests, int Seed)> Histories =
        from requests in Requests.ListOf()
        from seed in Gen.Choose(0, int.MaxValue)
        select (requests.ToList(), seed);

    [Test]
    public void Every_sum_is_what_the_requests_came_to() => Check.One(Config.QuickThrowOnFailure.WithMaxTest(500), Prop.ForAll(Histories.ToArbitrary(), history =>
    {
        var report = Report(Lines(history.Requests, new Random(history.Seed)));

        var expected = history.Requests.Where(request => request is { IsLive: true, Day: >= 0 and < 30 })
            .GroupBy(request => (request.Amount.Currency, MoneyOf(request.Last)))
            .ToDictionary(group => group.Key, group => (group.Count(), group.Sum(request => request.Amount.MinorUnits)));
        return Same(Sums(report.Totals), expected)
            && Same(Sums(report.ByActor.SelectMany(share => share.Totals)), expected)
            && Same(Sums(report.ByRule.SelectMany(share => share.Totals)), expected)
            && report.Refunds.Select(refund => refund.RequestId).Distinct().Count() == report.Refunds.Count;
    }));

    [Test]
    public void Neither_the_order_of_lines_nor_lines_told_twice_change_anything() => Check.One(Config.QuickThrowOnFailure.WithMaxTest(500), Prop.ForAll(Histories.ToArbitrary(), history =>
    {
        var random = new Random(history.Seed);
        var lines = Lines(history.Requests, random);
        var muddled = lines.Concat(lines.Where(_ => random.Next(3) == 0)).ToArray();
        random.Shuffle(muddled);

        return Print(Report(muddled)) == Print(Report(lines));
    }));

    /// <summary>Every request's lines in their order, crossing the others', with a refusal under the same id now and then.</summary>
    private static List<AuditEntry> Lines(List<Request> requests, Random random)
    {
        var waiting = requests.Select((request, index) => new Queue<AuditEntry>(request.Lines($"r{index}"))).ToList();
        var lines = new List<AuditEntry>();
        while (waiting.Where(queue => queue.Count > 0).ToList() is { Count: > 0 } left)
        {
            lines.Add(left[random.Next(left.Count)].Dequeue() with { Sequence = lines.Count + 1 });
            if (random.Next(4) == 0)
            {
                lines.Add(lines[^1] with { Sequence = lines.Count + 1, Action = AuditActions.RefundDeclined, State = RefundState.Refused, Cancellation = null });
            }
        }

        return lines;
    }

    private static AuditReport Report(IEnumerable<AuditEntry> lines) => AuditReport.Of(Live, lines, Some.Now, Some.Now.AddDays(30));

    private static AuditedMoney MoneyOf(RefundState state) => state switch
    {
        RefundState.Succeeded or RefundState.Pending or RefundState.RequiresAction => AuditedMoney.Moved,
        RefundState.Failed or RefundState.Canceled => AuditedMoney.CameBack,
        RefundState.Refused => AuditedMoney.NotMade,
        _ => AuditedMoney.Open,
    };

    private static Dictionary<(CurrencyCode, AuditedMoney), (int, long)> Sums(IEnumerable<AuditTotal> totals) => totals
        .SelectMany(total => new (CurrencyCode Currency, AuditedMoney Money, AuditSum Sum)[]
        {
            (total.Currency, AuditedMoney.Moved, total.Moved), (total.Currency, AuditedMoney.Open, total.Open),
            (total.Currency, AuditedMoney.CameBack, total.CameBack), (total.Currency, AuditedMoney.NotMade, total.NotMade),
        })
        .Where(one => one.Sum.Count > 0)
        .GroupBy(one => (one.Currency, one.Money))
        .ToDictionary(group => group.Key, group => (group.Sum(one => one.Sum.Count), group.Sum(one => one.Sum.Amount.MinorUnits)));

    private static bool Same<TKey, TValue>(Dictionary<TKey, TValue> one, Dictionary<TKey, TValue> other)
        where TKey : notnull =>
        one.Count == other.Count && one.All(pair => other.TryGetValue(pair.Key, out var value) && Equals(pair.Value, value));

    private static string Print(AuditReport report) =>
        string.Join('\n', [report, .. report.ByActor, .. report.ByRule, .. report.Cancellations, .. report.Refunds.SelectMany(refund => new object?[] { refund, refund.At, refund.LastHeardAt, refund.Actor, refund.Cancellation })]);

    private sealed record Request(Actor Actor, string[] Rules, Money Amount, RefundState[] States, bool IsLive, bool Ends, bool IsRecorded, int Day)
    {
        internal RefundState Last => States is [.., var last] ? last : RefundState.InProgress;

        internal IEnumerable<AuditEntry> Lines(string id)
        {
            var entry = new AuditEntry
            {
                Scope = Live with { Livemode = IsLive },
                At = Some.Now.AddDays(Day),
                Action = AuditActions.RefundRecorded,
                Actor = Actor,
                RequestId = Ends ? $"{id}:refund" : id,
                Amount = Amount,
                State = RefundState.InProgress,
                Reasons = [.. Rules.Select(rule => new DecisionReason("policy.rule_held", RefundVerdict.Approved, "It holds.", rule))],
            };
            var ending = entry with { RequestId = id, Action = AuditActions.CancellationRecorded, Cancellation = CancellationState.InProgress, State = null };
            var ended = ending with { Cancellation = CancellationState.Canceled, State = RefundState.InProgress };
            return
            [
                .. Ends ? [ending, ended with { Action = AuditActions.CancellationOutcome }] : Array.Empty<AuditEntry>(),
                .. IsRecorded ? [entry] : Array.Empty<AuditEntry>(),
                .. States.Select((state, index) => entry with { Action = index % 2 == 0 ? AuditActions.RefundOutcome : AuditActions.RefundStatusChanged, State = state, At = entry.At.AddDays(IsRecorded ? index : 0), Actor = IsRecorded ? null : Actor }),
                .. Ends ? [ended with { Action = AuditActions.CancellationRefund, State = Last }] : Array.Empty<AuditEntry>(),
            ];
        }
    }
}
