using System.Globalization;
using BillingContext.Refunds;

namespace BillingContext.Policies.Tests;

/// <summary>Windows in days: calendar days of the policy's time zone, the day of payment being day 0.</summary>
internal sealed class RefundPolicyAgeTests
{
    private const RuleOutcome Holds = RuleOutcome.Holds;
    private const RuleOutcome Fails = RuleOutcome.DoesNotHold;
    private const RuleOutcome Unclear = RuleOutcome.Undecidable;

    // Paid on 1 June; the 30th day is 1 July, to its last tick.
    [TestCase("UTC", "2026-06-01T00:00:00Z", "2026-07-01T23:59:59.9999999Z", Holds)]
    [TestCase("UTC", "2026-06-01T23:59:59Z", "2026-07-01T23:59:59.9999999Z", Holds)]
    [TestCase("UTC", "2026-06-01T00:00:00Z", "2026-07-02T00:00:00Z", Fails)]
    [TestCase("UTC", "2026-06-01T23:59:59Z", "2026-07-02T00:00:00Z", Fails)]

    // Midnight is the zone's: 04:00 UTC in New York's summer, 22:00 UTC the day before in Berlin's.
    [TestCase("America/New_York", "2026-06-01T12:00:00Z", "2026-07-02T03:59:59Z", Holds)]
    [TestCase("America/New_York", "2026-06-01T12:00:00Z", "2026-07-02T04:00:00Z", Fails)]
    [TestCase("America/New_York", "2026-06-01T03:59:59Z", "2026-07-01T03:59:59Z", Holds)]
    [TestCase("America/New_York", "2026-06-01T03:59:59Z", "2026-07-01T04:00:00Z", Fails)]
    [TestCase("Europe/Berlin", "2026-06-01T12:00:00Z", "2026-07-01T21:59:59Z", Holds)]
    [TestCase("Europe/Berlin", "2026-06-01T12:00:00Z", "2026-07-01T22:00:00Z", Fails)]
    [TestCase("Europe/Berlin", "2026-05-31T22:00:00Z", "2026-07-01T21:59:59Z", Holds)]
    [TestCase("Asia/Kathmandu", "2026-06-01T12:00:00Z", "2026-07-01T18:14:59Z", Holds)]
    [TestCase("Asia/Kathmandu", "2026-06-01T12:00:00Z", "2026-07-01T18:15:00Z", Fails)]
    [TestCase("Pacific/Kiritimati", "2026-06-01T09:59:59Z", "2026-07-01T09:59:59Z", Holds)]
    [TestCase("Pacific/Kiritimati", "2026-06-01T09:59:59Z", "2026-07-01T10:00:00Z", Fails)]

    // Clocks change in between: 30 days are 30 dates, not 720 hours. Berlin springs forward on 29 March and falls back on 25 October.
    [TestCase("Europe/Berlin", "2026-03-15T23:30:00Z", "2026-04-15T21:59:59Z", Holds)]
    [TestCase("Europe/Berlin", "2026-03-15T23:30:00Z", "2026-04-15T22:00:00Z", Fails)]
    [TestCase("Europe/Berlin", "2026-10-09T22:00:00Z", "2026-11-09T22:59:59Z", Holds)]
    [TestCase("Europe/Berlin", "2026-10-09T22:00:00Z", "2026-11-09T23:00:00Z", Fails)]
    [TestCase("Europe/Berlin", "2026-10-25T00:30:00Z", "2026-11-24T22:59:59Z", Holds)]
    [TestCase("Europe/Berlin", "2026-10-25T01:30:00Z", "2026-11-24T23:00:00Z", Fails)]

    // February has 29 days in 2028.
    [TestCase("UTC", "2028-02-28T12:00:00Z", "2028-03-29T23:59:59Z", Holds)]
    [TestCase("UTC", "2028-02-28T12:00:00Z", "2028-03-30T00:00:00Z", Fails)]
    [TestCase("UTC", "2028-02-29T12:00:00Z", "2028-03-30T23:59:59Z", Holds)]
    [TestCase("UTC", "2027-02-28T12:00:00Z", "2027-03-30T23:59:59Z", Holds)]
    [TestCase("UTC", "2027-02-28T12:00:00Z", "2027-03-31T00:00:00Z", Fails)]

    // Stripe's clock may be ten minutes ahead of ours, across midnight too; more is not a payment we understand.
    [TestCase("UTC", "2026-06-01T12:10:00Z", "2026-06-01T12:00:00Z", Holds)]
    [TestCase("UTC", "2026-06-02T00:05:00Z", "2026-06-01T23:59:00Z", Holds)]
    [TestCase("UTC", "2026-06-01T12:10:00.001Z", "2026-06-01T12:00:00Z", Unclear)]
    [TestCase("UTC", "9999-12-31T23:59:59Z", "2026-06-01T12:00:00Z", Unclear)]

    // No instant is too early or too late to ask about.
    [TestCase("America/New_York", "0001-01-01T00:00:00Z", "2026-06-01T12:00:00Z", Fails)]
    [TestCase("Pacific/Kiritimati", "9999-12-31T23:00:00Z", "9999-12-31T23:59:59Z", Holds)]

    // An offset is only a way to write the same instant.
    [TestCase("UTC", "2026-06-02T01:00:00+02:00", "2026-07-01T23:59:59Z", Holds)]
    [TestCase("UTC", "2026-06-01T12:00:00Z", "2026-07-02T02:00:00+02:00", Fails)]
    public void Within_30_days(string zone, string paidAt, string now, RuleOutcome expected)
    {
        var facts = Some.Facts() with { PaidAt = Instant(paidAt), Now = Instant(now) };

        Assert.That(Outcome("withinDays", 30, zone, facts), Is.EqualTo(expected));
        Assert.That(Outcome("olderThanDays", 30, zone, facts), Is.EqualTo(expected switch { Holds => Fails, Fails => Holds, _ => Unclear }));
    }

    [TestCase("2026-06-01T00:00:00Z", "2026-06-01T23:59:59Z", Holds)]
    [TestCase("2026-06-01T23:59:59Z", "2026-06-02T00:00:00Z", Fails)]
    public void Within_0_days_is_the_day_of_payment(string paidAt, string now, RuleOutcome expected) =>
        Assert.That(Outcome("withinDays", 0, "UTC", Some.Facts() with { PaidAt = Instant(paidAt), Now = Instant(now) }), Is.EqualTo(expected));

    [TestCase("2026-06-08T12:00:00Z", Fails)]
    [TestCase("2026-06-09T00:00:00Z", Holds)]
    [TestCase("2026-06-15T23:59:59Z", Holds)]
    [TestCase("2026-06-16T00:00:00Z", Fails)]
    public void The_second_week(string now, RuleOutcome expected)
    {
        var policy = Some.Policy("""{"age":{"olderThanDays":7,"withinDays":14}}""");
        var outcomes = new RuleOutcome[1];

        policy.Evaluate(Some.Facts() with { Now = Instant(now) }, outcomes);

        Assert.That(outcomes[0], Is.EqualTo(expected));
    }

    private static RuleOutcome Outcome(string field, int days, string zone, RefundFacts facts)
    {
        var outcomes = new RuleOutcome[1];
        Some.Policy($$$"""{"age":{"{{{field}}}":{{{days}}}}}""", timeZone: zone).Evaluate(in facts, outcomes);

        // The sentence must be writable for every instant too.
        Some.Policy($$$"""{"age":{"{{{field}}}":{{{days}}}}}""", timeZone: zone).Evaluate(in facts);
        return outcomes[0];
    }

    private static DateTimeOffset Instant(string text) => DateTimeOffset.Parse(text, CultureInfo.InvariantCulture);
}
