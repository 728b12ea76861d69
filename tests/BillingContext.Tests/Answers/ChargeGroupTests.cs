using System.Globalization;
using BillingContext.Answers;
using BillingContext.Payments;

namespace BillingContext.Tests.Answers;

/// <summary>What holds of every group of charges: what may share one, what must, and what is said where not everything was there.</summary>
internal sealed class ChargeGroupTests
{
    private static readonly DateTimeOffset[] Instants = [DateTimeOffset.MinValue, DateTimeOffset.MaxValue, new(2026, 11, 18, 10, 0, 0, TimeSpan.Zero)];
    private static readonly AnswerWriter English = new(AnswerPhrases.English, CultureInfo.GetCultureInfo("en-US"), TimeZoneInfo.FindSystemTimeZoneById("Pacific/Auckland"));

    [Test]
    public void What_is_to_be_refunded_carries_no_other_order_than_what_stays() => ChargeExplanationTests.Holds(told =>
    {
        var scene = new ChargeScene(told, 11);
        var payments = scene.Context.Payments.ToDictionary(payment => payment.Id);
        return ChargeExplanation.Of(scene.Context).Findings.Where(finding => finding.ToRefund.Count > 0)
            .All(finding => finding.ToRefund.Append(finding.ToKeep!.Value).Select(id => payments[id].OrderReference).OfType<string>().Distinct().Count() <= 1);
    });

    [Test]
    public void Nothing_of_a_group_is_to_be_refunded_while_a_bank_decides_about_any_of_it() => ChargeExplanationTests.Holds(told =>
    {
        var scene = new ChargeScene(told, 12);
        var disputed = scene.Context.Payments.Where(payment => payment.Disputes.Any(dispute => dispute.Status == DisputeStatus.Open)).Select(payment => payment.Id).ToHashSet();
        return ChargeExplanation.Of(scene.Context).Findings.Where(finding => finding.Payments.Any(disputed.Contains)).All(finding => finding.ToRefund.Count == 0);
    });

    [Test]
    public void Two_payments_that_stand_and_are_alike_are_told_together() => ChargeExplanationTests.Holds(told =>
    {
        var scene = new ChargeScene(told, 13);
        var findings = ChargeExplanation.Of(scene.Context).Findings;
        var invoiced = scene.Context.Invoices!.SelectMany(invoice => invoice.Payments).ToHashSet();
        var standing = scene.Context.Payments.Where(payment => payment.Captured.MinorUnits > 0 && payment.Refunded < payment.Captured && !invoiced.Contains(payment.Id)).ToList();
        return standing.All(first => standing.Where(second => second.Id.Value != first.Id.Value && AreAlike(first, second)).All(second => AreToldTogether(findings, first.Id, second.Id)));
    });

    [Test]
    public void A_group_of_which_something_is_refunded_fits_into_a_day_and_into_minutes_without_an_order() => ChargeExplanationTests.Holds(told =>
    {
        var scene = new ChargeScene(told, 14);
        var payments = scene.Context.Payments.ToDictionary(payment => payment.Id);
        var invoiced = scene.Context.Invoices!.SelectMany(invoice => invoice.Payments).ToHashSet();
        return ChargeExplanation.Of(scene.Context).Findings.Where(finding => finding.ToRefund.Count > 0 && !finding.Payments.Any(invoiced.Contains)).All(finding =>
        {
            var times = finding.Payments.Select(id => payments[id].ChargedAt!.Value).ToList();
            var hasOneOrder = finding.Payments.All(id => payments[id].OrderReference is not null);
            return times.Max() - times.Min() <= (hasOneOrder ? TimeSpan.FromDays(1) : TimeSpan.FromMinutes(10));
        });
    });

    [Test]
    public void Extreme_times_and_amounts_and_a_hundred_currencies_get_an_answer() => ChargeExplanationTests.Holds(told =>
    {
        var random = new Random(told.Payments.Count);
        T One<T>(params T[] of) => of[random.Next(of.Length)];
        var context = new ChargeScene(told, 15).Context;
        var hostile = context with
        {
            AsOf = One(Instants),
            Payments = [.. context.Payments.Select(payment =>
            {
                var amount = Money.Of(One("usd", "jpy", "bhd", $"{(char)('a' + random.Next(10))}{(char)('a' + random.Next(10))}x"), One(long.MaxValue, long.MinValue, 0, 1, long.MaxValue - 1));
                return payment with { Amount = amount, Captured = amount, Refunded = One<Money?>(null, amount), CreatedAt = One(Instants), ChargedAt = One<DateTimeOffset?>([null, .. Instants]), Card = One(null, payment.Card), Charge = null };
            })],
            Attempts = [.. context.Attempts!.Select(attempt => attempt with { CreatedAt = One(Instants) })],
            Invoices = [.. context.Invoices!.Select(invoice => invoice with { Id = One(null, invoice.Id), Number = null, BillingReason = One(null, invoice.BillingReason), CreatedAt = One<DateTimeOffset?>([null, .. Instants]) })],
            Missing = One<IReadOnlyList<DataGap>>([], [new DataGap(DataArea.Invoices, DataGapReason.MoreExist)]),
        };

        var explanation = ChargeExplanation.Of(hostile);

        return explanation.Findings
            .SelectMany(finding => finding.Evidence.Append(finding.Answer).Append(finding.Question).OfType<Answer>())
            .Append(explanation.Answer)
            .All(answer => English.ForAgent(answer).Length > 0 && English.ForCustomer(answer).Length > 0);
    });

    [Test]
    public void Parts_that_come_to_more_than_an_amount_can_hold_are_asked_about()
    {
        var context = new ChargeScene(ChargeCase.All[0], 0).Context;
        var at = 0;
        var huge = context with { Payments = [.. context.Payments.Select(payment => payment with { Captured = payment.Captured with { MinorUnits = long.MaxValue - at++ } })] };

        var finding = ChargeExplanation.Of(huge).Findings.Single();

        Assert.That((finding.Kind, finding.Question?.Code), Is.EqualTo((ChargeFindingKind.Unclear, "ask.paid_in_parts")));
    }

    [Test]
    public void What_happened_in_one_second_is_told_in_one_order_however_it_was_read()
    {
        var context = new ChargeScene(ChargeCase.All[0], 0).Context;
        var payments = context.Payments.Select(payment => payment with { ChargedAt = Instants[2], OrderReference = null }).ToList();

        var told = ChargeExplanation.Of(context with { Payments = payments }).Findings.Single();
        var again = ChargeExplanation.Of(context with { Payments = [.. payments.AsEnumerable().Reverse()] }).Findings.Single();

        Assert.That(again.Payments, Is.EqualTo(told.Payments));
        Assert.That((again.ToKeep, again.ToRefund.Single()), Is.EqualTo((told.ToKeep, told.ToRefund.Single())));
    }

    [Test]
    public void An_order_number_is_the_same_in_capitals()
    {
        var context = new ChargeScene(ChargeCase.All[0], 0).Context;
        var (one, other) = (context.Payments[0], context.Payments[1]);

        // Only one of them is described, so that nothing but the number could tell them apart.
        var finding = ChargeExplanation.Of(context with { Payments = [one with { OrderReference = "ab-1042" }, other with { OrderReference = "AB-1042", Description = "Mug" }] }).Findings.Single();

        Assert.That((finding.Kind, finding.Certainty), Is.EqualTo((ChargeFindingKind.Duplicate, Certainty.Certain)));
    }

    [Test]
    public void What_was_captured_is_not_told_as_a_hold_that_was_let_go()
    {
        var context = new ChargeScene(ChargeCase.All[0], 0).Context;
        var canceled = context with { Payments = [context.Payments[0] with { Status = PaymentStatus.Canceled }] };

        Assert.That(ChargeExplanation.Of(canceled with { Attempts = [.. canceled.Attempts!.Select(attempt => attempt with { IsCaptured = false })] }).Findings.Single().Kind, Is.EqualTo(ChargeFindingKind.Hold));
        Assert.That(ChargeExplanation.Of(canceled with { Attempts = [.. canceled.Attempts!.Select(attempt => attempt with { IsCaptured = true })] }).Findings, Is.Empty);
    }

    [Test]
    public void Two_parcels_of_one_order_and_another_order_within_minutes_are_asked_about()
    {
        var context = new ChargeScene(ChargeCase.All[0], 0).Context;
        var payments = context.Payments.OrderBy(payment => payment.ChargedAt).ToList();
        Payment[] three =
        [
            payments[0] with { Description = "Blue mug" },
            payments[1] with { Description = "Red mug" },
            payments[1] with { Id = new PaymentId("pi_other"), Charge = null, ChargedAt = payments[1].ChargedAt + TimeSpan.FromSeconds(30), OrderReference = "1043" },
        ];

        var findings = ChargeExplanation.Of(context with { Payments = three }).Findings;

        Assert.That(findings.Select(finding => $"{finding.Kind} {finding.Payments.Count} {finding.Question?.Code}"), Is.EquivalentTo(new[] { "Unclear 3 ask.two_orders", "Unclear 2 ask.paid_in_parts" }));
        Assert.That(findings.SelectMany(finding => finding.ToRefund), Is.Empty);
    }

    [Test]
    public void Payments_older_than_the_invoices_that_were_read_are_not_counted_as_looked_at()
    {
        var day = new DateTimeOffset(2026, 11, 18, 10, 0, 0, TimeSpan.Zero);
        var scene = new ChargeScene(new ChargeCase("cut", "", [new("old", day.AddDays(-90), 700), new("new", day, 500, Invoice: new("i1", "manual"))], []), 0);

        var explanation = ChargeExplanation.Of(scene.Context with { Missing = [new DataGap(DataArea.Invoices, DataGapReason.MoreExist)] });

        Assert.That((explanation.Answer.Code, explanation.Answer.Find("payments")!.Count, explanation.Answer.Find("since")!.Instant), Is.EqualTo(("charges.nothing_found_since", 1L, day)));
        Assert.That(explanation.Missing.Select(gap => gap.Area), Is.EqualTo(new[] { DataArea.Invoices }));
    }

    [Test]
    public void A_list_of_invoices_that_was_cut_before_its_first_was_not_examined()
    {
        var context = new ChargeScene(ChargeCase.All[0], 0).Context with { Invoices = [], Missing = [new DataGap(DataArea.Invoices, DataGapReason.MoreExist)] };

        var explanation = ChargeExplanation.Of(context);

        Assert.That((explanation.IsExamined, explanation.Answer.Code, explanation.Missing.Count), Is.EqualTo((false, "charges.not_examined", 1)));
    }

    [Test]
    public void Ten_thousand_changes_of_a_subscription_find_the_payment_next_to_them()
    {
        var began = new DateTimeOffset(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);
        var told = new ChargeCase("many", "", [.. Enumerable.Range(0, 20_000).Select(at => new ChargeCase.Paid($"{at}", began.AddHours(at), 500 + at, Invoice: new($"i{at}", at % 2 == 0 ? "subscription_cycle" : "subscription_update", "s")))], []);

        var findings = ChargeExplanation.Of(new ChargeScene(told, 0).Context).Findings;

        Assert.That(findings.Count(finding => finding.Kind == ChargeFindingKind.Proration), Is.EqualTo(10_000));
    }

    /// <summary>As a stranger would say it: one card, no two orders or notes, and minutes; or one order within a day.</summary>
    private static bool AreAlike(Payment first, Payment second)
    {
        var apart = (first.ChargedAt!.Value - second.ChargedAt!.Value).Duration();
        var isSameCard = first.Card?.Fingerprint is { } card && card == second.Card?.Fingerprint;
        return first.Captured == second.Captured
            && Fit(first.OrderReference, second.OrderReference)
            && Fit(first.Description, second.Description)
            && first.Metadata.All(entry => !second.Metadata.TryGetValue(entry.Key, out var value) || value == entry.Value)
            && ((isSameCard && apart <= TimeSpan.FromMinutes(10)) || (first.OrderReference is not null && first.OrderReference == second.OrderReference && apart <= TimeSpan.FromDays(1)));
    }

    private static bool Fit(string? one, string? other) => string.IsNullOrWhiteSpace(one) || string.IsNullOrWhiteSpace(other) || one == other;

    /// <summary>In one finding, or each in one with what stands for it.</summary>
    private static bool AreToldTogether(IReadOnlyList<ChargeFinding> findings, PaymentId first, PaymentId second)
    {
        HashSet<PaymentId> reached = [first];
        for (var before = 0; before < reached.Count;)
        {
            before = reached.Count;
            reached.UnionWith(findings.Where(finding => finding.Payments.Any(reached.Contains)).SelectMany(finding => finding.Payments));
        }

        return reached.Contains(second);
    }
}
