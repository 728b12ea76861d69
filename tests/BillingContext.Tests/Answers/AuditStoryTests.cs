using System.Globalization;
using System.Reflection;
using BillingContext.Answers;
using BillingContext.Answers.Internal;
using BillingContext.Audit;
using BillingContext.Refunds;
using BillingContext.Subscriptions;
using Line = BillingContext.Tests.Audit.Some;

namespace BillingContext.Tests.Answers;

/// <summary>Every line of an audit log is a line for people, whatever it holds.</summary>
internal sealed class AuditStoryTests
{
    private static readonly AnswerWriter Writer = new(AnswerPhrases.English, CultureInfo.GetCultureInfo("en-US"));

    private static readonly AuditEntry Bare = new() { Scope = new StripeScope(Line.Acme, null, Livemode: true), At = Line.Now, Action = "" };

    private static readonly AuditEntry Refund = Bare with
    {
        Actor = Actor.Person("agent_7"),
        Ticket = new TicketReference("T-1"),
        Customer = new CustomerId("cus_1"),
        Payment = new PaymentId("pi_1"),
        RequestId = "click-1",
        Amount = Money.Of("usd", 6_400),
        Reasons =
        [
            new("guardrails.passed", RefundVerdict.Approved, "Nothing stands in the way."),
            new("policy.rule_held", RefundVerdict.Approved, "64.00 USD is at most 150.00 USD.", "small and recent"),
        ],
    };

    private static readonly AuditEntry Ending = Refund with
    {
        Subscription = new SubscriptionId("sub_1"),
        CancellationKind = CancellationKind.AtPeriodEnd,
        Amount = null,
        Payment = null,
        Reasons = [new("cancellation.allowed", RefundVerdict.Approved, "Nothing stands in the way.")],
    };

    private static IEnumerable<string> Actions =>
        typeof(AuditActions).GetFields(BindingFlags.Public | BindingFlags.Static).Select(constant => (string)constant.GetRawConstantValue()!);

    private static IEnumerable<TestCaseData> Lines =>
    [
        Says(Refund with { Action = AuditActions.RefundRecorded, State = RefundState.InProgress },
            "November 2, 2026, 9:00:00 AM UTC: person:agent_7 asked in T-1 to refund $64.00 of pi_1 of cus_1 (click-1); “small and recent” approved it, and Stripe was asked. 64.00 USD is at most 150.00 USD."),
        Says(Refund with { Action = AuditActions.RefundDeclined, State = RefundState.NeedsApproval, Actor = Actor.Assistant("lumi"), Amount = null, Reasons = [new("policy.default", RefundVerdict.NeedsApproval, "No rule holds.")] },
            "November 2, 2026, 9:00:00 AM UTC: assistant:lumi asked in T-1 to refund all that was left of pi_1 of cus_1 (click-1); the policy's default decided: needs approval. No rule holds."),
        Says(Refund with { Action = AuditActions.RefundDeclined, State = RefundState.Refused, Ticket = default, Customer = null, Reasons = [new("dispute.open", RefundVerdict.Denied, "The bank decides."), new("policy.rule_held", RefundVerdict.Denied, "Too old.", "old")] },
            "November 2, 2026, 9:00:00 AM UTC: person:agent_7 asked in no ticket to refund $64.00 of pi_1 of a guest (click-1); a rule that always holds decided: refused. The bank decides."),
        Says(Refund with { Action = AuditActions.RefundOutcome, State = RefundState.Succeeded, Refund = new RefundId("re_1"), Reasons = [new("refund.made", RefundVerdict.Approved, "Stripe sent it.")] },
            "November 2, 2026, 9:00:00 AM UTC: the refund of $64.00 of pi_1 (click-1, re_1) in the hands of person:agent_7 came to: sent to the bank. Stripe sent it."),
        Says(Refund with { Action = AuditActions.RefundResumed, State = RefundState.Unknown },
            "November 2, 2026, 9:00:00 AM UTC: person:agent_7 took up the refund of $64.00 of pi_1 again (click-1), to find out what became of it; so far it was: not known."),
        Says(Refund with { Action = AuditActions.RefundStatusChanged, Actor = null, EventId = "evt_1", State = RefundState.Failed, Refund = new RefundId("re_1"), Reasons = [new("refund.failed", RefundVerdict.Denied, "It came back.")] },
            "November 2, 2026, 9:00:00 AM UTC: Stripe reported (evt_1) that the refund of $64.00 of pi_1 (click-1, re_1) is now: sent back by the bank. It came back."),
        Says(Ending with { Action = AuditActions.CancellationRecorded, Cancellation = CancellationState.InProgress },
            "November 2, 2026, 9:00:00 AM UTC: person:agent_7 asked in T-1 for sub_1 of cus_1 to end with its period, with nothing to be refunded (click-1); a rule that always holds approved it, and Stripe was asked. Nothing stands in the way."),
        Says(Ending with { Action = AuditActions.CancellationOutcome, Cancellation = CancellationState.Scheduled, Actor = null },
            "November 2, 2026, 9:00:00 AM UTC: what was asked of sub_1, to end with its period (click-1), in the hands of Stripe came to: set to end with its period. Nothing stands in the way."),
        Says(Ending with { Action = AuditActions.CancellationRefund, Cancellation = CancellationState.Canceled, State = RefundState.Pending, Amount = Money.Of("eur", 500), Payment = new PaymentId("pi_2") },
            "November 2, 2026, 9:00:00 AM UTC: the refund of EUR 5.00 of pi_2 that belongs to the end of sub_1 (click-1, no refund at Stripe) in the hands of person:agent_7 came to: taken by Stripe and not sent yet."),
        Says(Bare with { Action = AuditActions.CustomerConfirmed, Actor = Actor.Person("agent_7"), Customer = new CustomerId("cus_1"), Ticket = new TicketReference("T-1"), Note = "knows the digits.", Scope = default },
            "November 2, 2026, 9:00:00 AM UTC: person:agent_7 confirmed that cus_1 is who asks in T-1. In test mode. Note: knows the digits."),
        Says(Bare with { Action = AuditActions.WebhookRejected, EventId = "evt_1" },
            "November 2, 2026, 9:00:00 AM UTC: an event of Stripe's was not taken (evt_1). no reason is on record."),
        Says(Refund with { Action = "chargeback.fought", State = (RefundState)99, CancellationKind = (CancellationKind)(-1) },
            "November 2, 2026, 9:00:00 AM UTC: person:agent_7: chargeback.fought, which this version has no words for, in T-1 for cus_1: $64.00 of pi_1, no subscription (click-1, no refund at Stripe); a rule that always holds: 99, none. Nothing stands in the way."),
        Says(Bare with { Action = "note" },
            "November 2, 2026, 9:00:00 AM UTC: Stripe: note, which this version has no words for, in no ticket for a guest: no amount of no payment, no subscription (no request id, no refund at Stripe); a rule that always holds: none, none. no reason is on record."),
    ];

    [TestCaseSource(nameof(Lines))]
    public void A_line_says_who_did_what_when_and_why(AuditEntry entry, string line) => Assert.That(AuditStory.Of(entry).Line(Writer).Replace('\u202f', ' '), Is.EqualTo(line));

    [Test]
    public void Every_action_there_is_has_a_sentence_of_its_own_that_begins_with_when()
    {
        Assert.That(Actions.Select(action => AuditStory.Of(Bare with { Action = action }).What.Code), Is.EqualTo(Actions.Select(action => $"audit.{action}")));
        Assert.That(Actions.Select(action => AnswerPhrases.English[$"audit.{action}"].ForAgent), Is.All.StartsWith("{at}: "));
    }

    [Test]
    public void No_sentence_names_a_fact_that_a_line_does_not_have()
    {
        var names = AuditStory.Of(Bare).What.Facts.Select(fact => fact.Name);

        Assert.That(
            AnswerPhrases.English.Codes.Where(code => code.StartsWith("audit.", StringComparison.Ordinal)).SelectMany(code => PhraseText.NamesIn(AnswerPhrases.English[code].ForAgent)).Distinct(),
            Is.SubsetOf(names.Append("note")));
    }

    [Test]
    public void What_a_line_does_not_have_has_words() => Assert.That(
        AuditStory.Of(Bare).What.Facts.Select(fact => fact.Word).OfType<string>().Where(word => word.StartsWith("audit_", StringComparison.Ordinal)),
        Is.SubsetOf(EnglishWords.All.Keys));

    [Test]
    public void Whatever_a_line_holds_it_stays_one_line_and_no_text_is_read_as_a_template()
    {
        const string Hostile = "ok\r\n1 person:boss \u202e approved {amount} \u001b[2J\u2028";
        var entry = Refund with
        {
            Action = Hostile,
            RequestId = Hostile,
            EventId = Hostile,
            Note = Hostile,
            PolicyVersion = Hostile,
            Reasons = [new(Hostile, RefundVerdict.Approved, Hostile, Hostile)],
        };

        foreach (var action in Actions.Append(Hostile))
        {
            var line = AuditStory.Of(entry with { Action = action }).Line(Writer);

            Assert.That(line.Where(letter => char.IsControl(letter) || letter is '\u202e' or '\u2028'), Is.Empty, action);
            Assert.That(line.EndsWith("Note: ok\uFFFD\uFFFD1 person:boss \uFFFD approved {amount} \uFFFD[2J\uFFFD.", StringComparison.Ordinal), Is.True, line);
        }
    }

    [Test]
    public void A_host_says_it_in_its_own_words_its_culture_and_its_time_zone()
    {
        var german = AnswerPhrases.English
            .With("audit.refund.outcome", new AnswerPhrase("{at}: {amount} ({request}) {state}. {reason}.", "Das haben wir vermerkt."))
            .WithWord("refund_state.succeeded", "an die Bank überwiesen")
            .WithWord("reason.refund.made", "Stripe hat sie überwiesen");
        var berlin = new AnswerWriter(german, CultureInfo.GetCultureInfo("de-DE"), TimeZoneInfo.FindSystemTimeZoneById("Europe/Berlin"));
        var story = AuditStory.Of(Refund with { Action = AuditActions.RefundOutcome, State = RefundState.Succeeded, Reasons = [new("refund.made", RefundVerdict.Approved, "Stripe sent it.")] });

        Assert.That(story.Line(berlin).Replace('\u00a0', ' '), Is.EqualTo("2. November 2026, 10:00:00 UTC+01:00: 64,00 USD (click-1) an die Bank überwiesen. Stripe hat sie überwiesen."));
    }

    [Test]
    public void A_customer_is_told_no_more_than_that_there_is_a_record()
    {
        var told = Actions.Select(action => AuditStory.Of(Refund with { Action = action, Note = "rude" })).SelectMany(story => story.Details.Append(story.What)).Select(Writer.ForCustomer);

        Assert.That(told, Is.All.EqualTo("This is on our records."));
        Assert.That(() => AnswerPhrases.English.With("audit.note", new AnswerPhrase("{note}", "{note}")), Throws.ArgumentException);
    }

    [Test]
    public void No_culture_fails_over_a_moment()
    {
        foreach (var culture in CultureInfo.GetCultures(CultureTypes.AllCultures))
        {
            Assert.That(CultureText.Of(Line.Now, culture), Does.EndWith(" UTC"), culture.Name);
        }
    }

    private static TestCaseData Says(AuditEntry entry, string line) => new TestCaseData(entry, line).SetArgDisplayNames($"{entry.Action} {entry.State} {entry.Cancellation}");
}
