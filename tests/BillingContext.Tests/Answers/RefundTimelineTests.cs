using System.Globalization;
using BillingContext.Answers;
using BillingContext.Payments;
using BillingContext.Testing;
using BillingContext.Tests.Framework;
using FsCheck;
using FsCheck.Fluent;

namespace BillingContext.Tests.Answers;

internal sealed class RefundTimelineTests
{
    private static readonly AnswerWriter English = new(AnswerPhrases.English, CultureInfo.GetCultureInfo("en-US"));

    // Refunds of Monday, 2 November.
    [TestCase("card", 0, RefundStage.Sent, "2026-11-09", "2026-11-16", TestName = "A card, the same day")]
    [TestCase("card", 14, RefundStage.Sent, "2026-11-09", "2026-11-16", TestName = "A card, on the last day of its window")]
    [TestCase("card", 15, RefundStage.Overdue, "2026-11-09", "2026-11-16", TestName = "A card, the day after its window")]
    [TestCase("us_bank_account", 3, RefundStage.Sent, "2026-11-03", "2026-11-05", TestName = "An ACH debit, on its last day")]
    [TestCase("us_bank_account", 4, RefundStage.Overdue, "2026-11-03", "2026-11-05", TestName = "An ACH debit, a day late")]
    [TestCase("sepa_debit", 7, RefundStage.Sent, "2026-11-05", "2026-11-09", TestName = "A SEPA debit over a weekend, on its last day")]
    [TestCase("sepa_debit", 8, RefundStage.Overdue, "2026-11-05", "2026-11-09", TestName = "A SEPA debit over a weekend, a day late")]
    [TestCase("p24", 3, RefundStage.Sent, "2026-11-03", "2026-11-05", TestName = "Przelewy24")]
    [TestCase("blik", 1, RefundStage.Sent, "2026-11-02", "2026-11-03", TestName = "BLIK")]
    [TestCase("blik", 2, RefundStage.Overdue, "2026-11-02", "2026-11-03", TestName = "BLIK, late")]
    [TestCase("klarna", 9, RefundStage.Sent, "2026-11-09", "2026-11-11", TestName = "Klarna")]
    [TestCase("afterpay_clearpay", 14, RefundStage.Sent, "2026-11-03", "2026-11-16", TestName = "Afterpay")]
    [TestCase("affirm", 2, RefundStage.Sent, "2026-11-03", "2026-11-04", TestName = "Affirm")]
    [TestCase("paypal", 300, RefundStage.Sent, null, null, TestName = "PayPal: nobody names a window, so it is never late")]
    [TestCase("ideal", 300, RefundStage.Sent, null, null, TestName = "iDEAL: the same")]
    [TestCase(null, 300, RefundStage.Sent, null, null, TestName = "A way to pay that could not be read")]
    [TestCase("some_new_way", 300, RefundStage.Sent, null, null, TestName = "A way to pay this version does not know")]
    [TestCase("card", -2, RefundStage.Sent, "2026-11-09", "2026-11-16", TestName = "A clock that is behind Stripe's")]
    public void A_refund_that_was_sent(string? method, int daysLater, RefundStage stage, string? earliest, string? latest)
    {
        var refund = Told.Refund();

        var timeline = RefundTimeline.Of(Told.Payment(method, refund), refund, Told.Monday.AddDays(daysLater));

        Assert.That(timeline.Stage, Is.EqualTo(stage));
        Assert.That((timeline.Expected?.Earliest.ToString("O", CultureInfo.InvariantCulture), timeline.Expected?.Latest.ToString("O", CultureInfo.InvariantCulture)), Is.EqualTo((earliest, latest)));
        Assert.That(timeline.Status.Find("source") is null, Is.EqualTo(earliest is null), "A window without its source, or a source without a window.");
    }

    [Test]
    public void A_refund_made_at_the_end_of_time_is_told_all_the_same([Values] RefundStatus status)
    {
        foreach (var made in (DateTimeOffset[])[DateTimeOffset.MinValue, DateTimeOffset.MaxValue])
        {
            var refund = Told.Refund(status) with { CreatedAt = made, ActionExpiresAt = made };

            Assert.That(RefundTimeline.Of(Told.Payment("card", refund), refund, Told.Monday).Steps.Select(step => English.ForCustomer(step.Answer)), Is.All.Not.Empty);
        }
    }

    [TestCase("2026-11-06", "2026-11-13", "2026-11-20", TestName = "Made on a Friday")]
    [TestCase("2026-11-07", "2026-11-13", "2026-11-20", TestName = "Made on a Saturday")]
    [TestCase("2026-11-08", "2026-11-13", "2026-11-20", TestName = "Made on a Sunday")]
    public void A_window_counts_business_days(string made, string earliest, string latest)
    {
        var refund = Told.Refund() with { CreatedAt = DateTimeOffset.Parse(made + "T23:30:00Z", CultureInfo.InvariantCulture) };

        var expected = RefundTimeline.Of(Told.Payment("card", refund), refund, refund.CreatedAt).Expected!;

        Assert.That(expected.ToString(), Is.EqualTo($"{earliest} to {latest}"));
    }

    [TestCase(RefundStatus.Pending, null, null, "refund.pending", "refund.next.stripe_sends")]
    [TestCase(RefundStatus.Pending, "insufficient_funds", null, "refund.pending", "refund.next.top_up")]
    [TestCase(RefundStatus.Pending, "charge_pending", null, "refund.pending", "refund.next.payment_settles")]
    [TestCase(RefundStatus.Pending, "some_new_reason", null, "refund.pending", "refund.next.stripe_sends")]
    [TestCase(RefundStatus.RequiresAction, null, null, "refund.action_required_undated", "refund.next.customer_acts")]
    [TestCase(RefundStatus.Failed, null, "expired_or_canceled_card", "refund.failed", "refund.next.pay_another_way")]
    [TestCase(RefundStatus.Failed, null, "lost_or_stolen_card", "refund.failed", "refund.next.pay_another_way")]
    [TestCase(RefundStatus.Failed, null, "insufficient_funds", "refund.failed", "refund.next.top_up_and_refund")]
    [TestCase(RefundStatus.Failed, null, "charge_for_pending_refund_disputed", "refund.failed", "refund.next.answer_dispute")]
    [TestCase(RefundStatus.Failed, null, null, "refund.failed", "refund.next.pay_another_way")]
    [TestCase(RefundStatus.Canceled, null, null, "refund.canceled", "refund.next.nothing")]
    [TestCase(RefundStatus.Unknown, null, null, "refund.unknown", "refund.next.look")]
    public void What_is_said_of_a_refund_and_what_comes_next(RefundStatus status, string? pending, string? failure, string said, string next)
    {
        var refund = Told.Refund(status) with { PendingReason = pending, FailureReason = failure };

        var timeline = RefundTimeline.Of(Told.Payment("card", refund), refund, Told.Monday);

        Assert.That((timeline.Status.Code, timeline.Next.Code), Is.EqualTo((said, next)));
    }

    [TestCase(RefundKind.Reversal, null, null, "refund.reference.none_reversal")]
    [TestCase(RefundKind.Refund, "available", "74627550336001234567890", "refund.reference.available")]
    [TestCase(RefundKind.Refund, "pending", null, "refund.reference.pending")]
    [TestCase(RefundKind.Refund, "unavailable", null, "refund.reference.unavailable")]
    [TestCase(RefundKind.Unknown, null, null, "refund.reference.pending")]
    public void The_trace_number_of_a_card_refund(RefundKind kind, string? status, string? number, string said)
    {
        var refund = Told.Refund() with { Kind = kind, Reference = status is null ? null : new RefundReference("acquirer_reference_number", status, number) };

        var timeline = RefundTimeline.Of(Told.Payment("card", refund), refund, Told.Monday);

        Assert.That(timeline.Reference.Code, Is.EqualTo(said));
    }

    [Test]
    public void A_trace_number_of_a_card_is_expected_within_seven_business_days()
    {
        var refund = Told.Refund();

        var said = English.ForCustomer(RefundTimeline.Of(Told.Payment("card", refund), refund, Told.Monday).Reference);

        Assert.That(said, Is.EqualTo("A number with which your bank can find it should be there by November 11, 2026."));
    }

    [Test]
    public void A_reversal_makes_the_charge_vanish_and_has_no_window()
    {
        var refund = Told.Refund() with { Kind = RefundKind.Reversal };

        var timeline = RefundTimeline.Of(Told.Payment("card", refund), refund, Told.Monday.AddDays(40));

        Assert.That((timeline.Stage, timeline.Expected, timeline.Status.Code), Is.EqualTo((RefundStage.Reversed, (ExpectedArrival?)null, "refund.reversed")));
        Assert.That(timeline.Steps.Select(step => step.Answer.Code), Is.EqualTo(new[] { "refund.step.made", "refund.step.sent", "refund.reference.none_reversal" }));
    }

    [Test]
    public void A_late_refund_is_asked_after_with_its_trace_number()
    {
        var refund = Told.Refund() with { Reference = new RefundReference("system_trace_audit_number", "available", "123456") };

        var next = RefundTimeline.Of(Told.Payment("card", refund), refund, Told.Monday.AddDays(15)).Next;

        Assert.That(English.ForAgent(next), Is.EqualTo("Let the customer ask their bank with the system trace audit number, STAN 123456."));
    }

    [Test]
    public void Who_must_answer_an_e_mail_is_told_until_when()
    {
        var refund = Told.Refund(RefundStatus.RequiresAction) with { ActionExpiresAt = Told.Monday.AddDays(30) };

        var said = English.ForCustomer(RefundTimeline.Of(Told.Payment("customer_balance", refund), refund, Told.Monday).Status);

        Assert.That(said, Is.EqualTo("Your refund of $20.00 needs you: please answer the e-mail that asks for your bank details by December 2, 2026."));
    }

    // Of 100.00 in dollars, shown as 92.00 in euros.
    [TestCase(2_000, 1_841, "refund.step.shown_amount", "In the currency you paid in, this is EUR 18.41.", TestName = "A part, and the refund says how much it is")]
    [TestCase(10_000, null, "refund.step.shown_amount", "In the currency you paid in, this is EUR 92.00.", TestName = "All of it, and the payment says how much that was")]
    [TestCase(10_000, 9_199, "refund.step.shown_amount", "In the currency you paid in, this is EUR 91.99.", TestName = "All of it, and the refund's own word counts")]
    [TestCase(2_000, null, "refund.step.other_currency", "You paid in EUR: your bank may convert the amount at another rate.", TestName = "A part, and nobody says how much it is")]
    public void Who_paid_in_another_currency_is_told_so(long amount, int? shown, string code, string said)
    {
        var refund = Told.Refund(amount: amount) with { Presented = shown is { } value ? Money.Of("eur", value) : null };
        var payment = Told.Payment("card", refund) with { Presented = Money.Of("eur", 9_200) };

        var last = RefundTimeline.Of(payment, refund, Told.Monday).Steps[^1].Answer;

        Assert.That((last.Code, English.ForCustomer(last)), Is.EqualTo((code, said)));
    }

    [Test]
    public void All_of_what_was_captured_of_more_is_not_what_was_shown()
    {
        var refund = Told.Refund(amount: 5_000);
        var payment = Told.Payment("card", refund) with { Captured = Money.Of("usd", 5_000), Presented = Money.Of("eur", 9_200) };

        Assert.That(RefundTimeline.Of(payment, refund, Told.Monday).Steps[^1].Answer.Code, Is.EqualTo("refund.step.other_currency"));
    }

    [TestCase(null, TestName = "Where no other currency is named, nothing is said of one")]
    [TestCase("usd", TestName = "Nor where it is the same")]
    public void Who_paid_in_the_charges_currency_is_told_nothing_of_it(string? currency)
    {
        var refund = Told.Refund();
        var payment = Told.Payment("card", refund) with { Presented = currency is null ? null : Money.Of(currency, 10_000) };

        Assert.That(RefundTimeline.Of(payment, refund with { Presented = currency is null ? null : Money.Of(currency, 2_000) }, Told.Monday).Steps[^1].Answer.Code, Is.EqualTo("refund.step.to_arrive"));
    }

    [Test]
    public async Task What_goes_back_in_the_customers_currency_is_read_from_the_refund()
    {
        using var desk = new Desk();
        var customer = desk.Stripe.Account.AddCustomer("buyer@example.com");
        var paid = desk.Stripe.Account.Pay(customer, 5_000, presentmentAmount: 6_900, presentmentCurrency: "cad");
        desk.Stripe.Account.Refund(paid, 2_500);

        var context = await desk.Contexts.GetAsync(Desk.Verified(customer));

        var payment = context.Payments.Single();
        var last = RefundTimeline.Of(payment, context.AsOf).Single().Steps[^1].Answer;
        Assert.That(payment.Refunds.Single().Presented, Is.EqualTo(Money.Of("cad", 3_450)));
        Assert.That(English.ForAgent(last), Is.EqualTo("CAD 34.50 in the currency that the customer paid in, by Stripe's account, and $25.00 in the merchant's."));
    }

    [Test]
    public void Several_refunds_come_to_a_sum_without_those_that_failed()
    {
        var payment = Told.Payment("card", Told.Refund(id: "re_1"), Told.Refund(RefundStatus.Failed, "re_2", 3_000), Told.Refund(RefundStatus.Pending, "re_3", 500));

        var total = RefundTimeline.TotalOf(payment)!;

        Assert.That(English.ForAgent(total), Is.EqualTo("$25.00 is refunded or on its way in 2 refunds; $75.00 of the payment is left."));
    }

    [Test]
    public void No_sum_is_made_up_where_nothing_could_be_read() =>
        Assert.That(RefundTimeline.TotalOf(Told.Payment() with { Refunded = null, RefundsComplete = false }), Is.Null);

    [Test]
    public void Nothing_that_Stripe_may_write_is_too_much()
    {
        string?[] words = [null, "", "card", "some_new_word", "{amount}", "\u202e\n"];
        var refunds =
            from status in Gen.Elements(Enum.GetValues<RefundStatus>())
            from kind in Gen.Elements(Enum.GetValues<RefundKind>())
            from word in Gen.Elements(words)
            from other in Gen.Elements(words)
            from days in Gen.Choose(-400, 400)
            from amount in Gen.Elements(0L, 1, long.MaxValue)
            select (Told.Refund(status, amount: amount) with { Kind = kind, PendingReason = word, FailureReason = other, Reference = new RefundReference(word, other, word) }, other, days);

        Prop.ForAll(refunds.ToArbitrary(), one =>
        {
            var (refund, method, days) = one;
            var timeline = RefundTimeline.Of(Told.Payment(method) with { Refunds = [refund] }, refund, Told.Monday.AddDays(days));
            return timeline.Steps.Select(step => step.Answer).Append(timeline.Status).Append(timeline.Next).Append(timeline.Reference)
                .All(answer => English.ForAgent(answer).Length > 0 && !English.ForCustomer(answer).Contains('\n', StringComparison.Ordinal));
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(2_000));
    }

    [Test]
    public void The_order_of_refunds_does_not_matter()
    {
        Refund[] refunds = [Told.Refund(id: "re_a"), Told.Refund(id: "re_b"), Told.Refund(id: "re_c") with { CreatedAt = Told.Monday.AddHours(1) }];

        var one = RefundTimeline.Of(Told.Payment("card", refunds), Told.Monday).Select(timeline => timeline.Refund.Id.Value);
        var other = RefundTimeline.Of(Told.Payment("card", [.. refunds.Reverse()]), Told.Monday).Select(timeline => timeline.Refund.Id.Value);

        Assert.That(one, Is.EqualTo(new[] { "re_c", "re_a", "re_b" }).And.EqualTo(other));
    }
}
