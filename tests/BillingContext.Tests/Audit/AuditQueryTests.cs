using BillingContext.Audit;
using BillingContext.Audit.Internal;
using BillingContext.Customers;
using BillingContext.Payments;
using BillingContext.Refunds;
using BillingContext.Subscriptions;

namespace BillingContext.Tests.Audit;

/// <summary>What an auditor looks for, and what is found: that, all of it, and nothing else.</summary>
internal sealed class AuditQueryTests
{
    private static readonly AuditEntry Other = new()
    {
        Scope = new StripeScope(Some.Acme, null, Livemode: false),
        At = Some.Now.AddDays(1),
        Action = AuditActions.WebhookRejected,
    };

    private static readonly (string Name, AuditQuery Query, AuditEntry Found)[] Conditions =
    [
        ("customer", new() { Customer = new CustomerId("cus_9") }, Other with { Customer = new CustomerId("cus_9") }),
        ("payment", new() { Payment = new PaymentId("pi_9") }, Other with { Payment = new PaymentId("pi_9") }),
        ("subscription", new() { Subscription = new SubscriptionId("sub_9") }, Other with { Subscription = new SubscriptionId("sub_9") }),
        ("refund", new() { Refund = new RefundId("re_9") }, Other with { Refund = new RefundId("re_9") }),
        ("ticket", new() { Ticket = new TicketReference("T-9") }, Other with { Ticket = new TicketReference("T-9") }),
        ("actor", new() { Actor = Actor.Person("agent_9") }, Other with { Actor = Actor.Person("agent_9") }),
        ("request", new() { RequestId = "click-9" }, Other with { RequestId = "click-9" }),
        ("refund of a cancellation", new() { RequestId = "click-9" }, Other with { RequestId = "click-9:refund" }),
        ("action", new() { Action = AuditActions.CustomerConfirmed }, Other with { Action = AuditActions.CustomerConfirmed }),
        ("from", new() { From = Some.Now.AddDays(2) }, Other with { At = Some.Now.AddDays(2) }),
        ("until", new() { Until = Some.Now }, Other with { At = Some.Now.AddTicks(-1) }),
    ];

    private static IEnumerable<TestCaseData> Each => Conditions.Select(condition => new TestCaseData(condition.Query, condition.Found).SetArgDisplayNames(condition.Name));

    [TestCaseSource(nameof(Each))]
    public async Task Each_condition_alone_finds_what_is_so_and_nothing_else(AuditQuery query, AuditEntry found)
    {
        var log = LogOf(Other, found, Other with { Actor = Actor.Automation("agent_9"), Ticket = new TicketReference("T-99") }, found, Other);

        var entries = await log.FindAsync(Some.Acme, query).ToListAsync();

        Assert.That(entries.Select(entry => entry.Sequence), Is.EqualTo(new[] { 2, 4 }));
    }

    [TestCaseSource(nameof(Each))]
    public void All_that_is_named_must_be_so(AuditQuery query, AuditEntry found)
    {
        var entry = found with { Sequence = 7 };
        var narrower = query.Customer is null ? query with { Customer = new CustomerId("cus_8") } : query with { RequestId = "click-8" };

        Assert.That(query.Matches(entry), Is.True);
        Assert.That(narrower.Matches(entry), Is.False);
    }

    [Test]
    public async Task A_line_late_in_a_period_does_not_end_the_search_for_those_whose_node_was_slow()
    {
        var log = LogOf(Other with { At = Some.Now.AddMinutes(5) }, Other with { At = Some.Now.AddMinutes(-1) }, Other with { At = Some.Now }, Other with { At = Some.Now.AddMinutes(1) });

        var entries = await log.FindAsync(Some.Acme, new AuditQuery { From = Some.Now, Until = Some.Now.AddMinutes(1) }).ToListAsync();

        Assert.That(entries.Select(entry => entry.Sequence), Is.EqualTo(new[] { 3 }));
    }

    [Test]
    public async Task The_whole_log_is_looked_through_page_by_page_and_from_where_it_is_to_go_on()
    {
        var log = new StoreAuditLog(new ListStore(Some.Log(Some.Chain(), 1_200)), Some.Chain());
        var query = new AuditQuery { Customer = new CustomerId("cus_1"), Action = AuditActions.RefundOutcome };

        var all = await log.FindAsync(Some.Acme, query).ToListAsync();
        var rest = await log.FindAsync(Some.Acme, query, after: 1_190).ToListAsync();

        Assert.That(all.Select(entry => entry.Sequence), Is.EqualTo(Enumerable.Range(1, 600).Select(number => number * 2)));
        Assert.That(rest.Select(entry => entry.Sequence), Is.EqualTo(new[] { 1_192, 1_194, 1_196, 1_198, 1_200 }));
    }

    [Test]
    public void A_query_that_names_nothing_is_refused_before_anything_is_read() => Assert.That(
        () => LogOf(Other).FindAsync(Some.Acme, new AuditQuery { Ticket = default }),
        Throws.ArgumentException.With.Message.Contains("ReadAsync"));

    [TestCase(0)]
    [TestCase(-1)]
    public void A_period_that_ends_before_it_begins_is_refused_with_both_ends(int days)
    {
        var query = new AuditQuery { Customer = new CustomerId("cus_1"), From = Some.Now, Until = Some.Now.AddDays(days) };

        Assert.That(
            () => LogOf(Other).FindAsync(Some.Acme, query),
            Throws.ArgumentException.With.Message.Contains("2026-11-02T09:00:00").And.Message.Contains(Some.Now.AddDays(days).ToString("O")));
    }

    [Test]
    public async Task A_line_that_was_altered_stops_the_search_rather_than_being_passed_over()
    {
        var lines = Some.Log(Some.Chain(), 3);
        lines[1] = lines[1] with { Body = "{" };
        var log = new StoreAuditLog(new ListStore(lines), Some.Chain());

        var exception = await Assert.ThrowsAsync<BillingException>(async () => await log.FindAsync(Some.Acme, new AuditQuery { RequestId = "none" }).ToListAsync());

        Assert.That(exception!.Code, Is.EqualTo("audit.altered"));
    }

    [Test]
    public void Words_that_only_a_newer_version_knows_read_as_the_safe_value()
    {
        var body = Some.Chain().Append(default, Some.Entry()).Body
            .Replace("\"InProgress\"", "\"HeldForReview\"", StringComparison.Ordinal)
            .Replace("\"cancellation\":\"Canceled\"", "\"cancellation\":\"Halved\",\"from_the_future\":{\"a\":[1]}", StringComparison.Ordinal)
            .Replace("\"Confirmed\"", "\"Sworn\"", StringComparison.Ordinal)
            .Replace("\"Disputes\"", "\"Disputes, Invoices\"", StringComparison.Ordinal)
            .Replace("\"Won\"", "\"7\"", StringComparison.Ordinal)
            .Replace("\"Now\"", "\"NextYear\"", StringComparison.Ordinal)
            .Replace("\"verdict\":\"Approved\"", "\"verdict\":\"Postponed\"", StringComparison.Ordinal);

        var read = new AuditLine(1, body, "").Read();

        Assert.That((read.State, read.Cancellation), Is.EqualTo(((RefundState?)RefundState.Unknown, (CancellationState?)CancellationState.Unknown)));
        Assert.That(read.Reasons.Select(reason => reason.Verdict), Is.All.EqualTo(RefundVerdict.Denied));
        Assert.That((read.Facts!.Value.Identity, read.Facts.Value.Dispute), Is.EqualTo((ResolutionStatus.NotFound, (DisputeStatus?)DisputeStatus.Unknown)));
        Assert.That(Enum.IsDefined(read.CancellationKind!.Value), Is.False);
        Assert.That(read.Facts.Value.Missing, Is.EqualTo(MissingFacts.Charge | MissingFacts.Refunds | MissingFacts.Disputes));
    }

    [Test]
    public void The_rules_that_decided_are_those_that_held_and_came_to_the_same()
    {
        DecisionReason[] reasons =
        [
            Reason("policy.rule_held", RefundVerdict.Approved, "small"), Reason("policy.rule_held", RefundVerdict.Approved, "recent"), Reason("guardrails.passed", RefundVerdict.Approved, null),
            Reason("policy.rule_held", RefundVerdict.Approved, "small"), Reason("policy.rule_not_held", RefundVerdict.Approved, "too old"), Reason("policy.undecidable", RefundVerdict.Approved, "card"),
            Reason("policy.undecidable", RefundVerdict.NeedsApproval, "fraud"), Reason("policy.rule_held", RefundVerdict.Denied, "never"),
        ];
        var entry = Other with { Action = AuditActions.RefundRecorded, State = RefundState.InProgress, Reasons = reasons };

        Assert.That(entry.Rules, Is.EqualTo(new[] { "recent", "small" }));
        Assert.That((entry with { State = RefundState.Refused }).Rules, Is.EqualTo(new[] { "never" }));
        Assert.That((entry with { State = RefundState.NeedsApproval }).Rules, Is.EqualTo(new[] { "fraud" }));
        Assert.That((entry with { State = RefundState.Succeeded, Cancellation = CancellationState.Refused }).Rules, Is.EqualTo(new[] { "never" }));
        Assert.That((entry with { Reasons = [.. reasons.Skip(4).Take(2)] }).Rules, Is.Empty);
    }

    private static DecisionReason Reason(string code, RefundVerdict verdict, string? rule) => new(code, verdict, "Because.", rule);

    private static StoreAuditLog LogOf(params AuditEntry[] entries)
    {
        var (lines, tail) = (new List<AuditLine>(), AuditAnchor.Start);
        foreach (var entry in entries)
        {
            lines.Add(Some.Chain().Append(tail, entry));
            tail = lines[^1].Anchor;
        }

        return new StoreAuditLog(new ListStore(lines), Some.Chain());
    }
}
