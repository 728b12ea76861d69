using System.Globalization;
using BillingContext.Answers;
using BillingContext.Answers.Internal;
using BillingContext.Payments;
using BillingContext.Refunds;
using BillingContext.Subscriptions;

namespace BillingContext.Tests.Answers;

/// <summary>What a panel says beside the sentences: amounts, days, cards and states.</summary>
internal sealed class StateWordTests
{
    private static readonly DateTimeOffset LateEvening = new(2026, 11, 9, 23, 30, 0, TimeSpan.Zero);

    private static readonly AnswerWriter Writer = new(AnswerPhrases.English, CultureInfo.GetCultureInfo("en-US"));

    private static IEnumerable<TestCaseData> States =>
    [
        .. All<PaymentStatus>(), .. All<RefundStatus>(), .. All<RefundStage>(), .. All<DisputeStatus>(), .. All<SubscriptionStatus>(),
        .. All<RefundState>(), .. All<RefundVerdict>(), .. All<CancellationState>(),
    ];

    [TestCaseSource(nameof(States))]
    public void Every_state_has_a_word_that_can_be_translated(string code, string word, string translated)
    {
        Assert.That(EnglishWords.All, Does.ContainKey(code));
        Assert.That(word, Is.EqualTo(EnglishWords.All[code]));
        Assert.That(translated, Is.EqualTo("übersetzt"));
    }

    [TestCase(RefundStatus.Succeeded, "sent to the bank")]
    [TestCase(RefundState.Succeeded, "sent to the bank")]
    [TestCase(RefundStage.Sent, "sent to the bank")]
    [TestCase(PaymentStatus.RequiresCapture, "authorized")]
    [TestCase(DisputeStatus.Inquiry, "inquiry, no money taken")]
    [TestCase(SubscriptionStatus.IncompleteExpired, "never began")]
    [TestCase(CancellationState.Scheduled, "set to end with its period")]
    [TestCase(RefundVerdict.NeedsApproval, "needs approval")]
    public void A_word_claims_no_more_than_is_known<TState>(TState state, string expected)
        where TState : struct, Enum =>
        Assert.That(Writer.WordFor(state), Is.EqualTo(expected));

    [TestCase(PaymentStatus.Unknown)]
    [TestCase(RefundStatus.Unknown)]
    [TestCase(RefundStage.Unknown)]
    [TestCase(RefundState.Unknown)]
    [TestCase(CancellationState.Unknown)]
    [TestCase(SubscriptionStatus.Unknown)]
    [TestCase(DisputeStatus.Unknown)]
    [TestCase((RefundState)99)]
    public void What_is_not_known_is_not_said_to_have_failed<TState>(TState state)
        where TState : struct, Enum =>
        Assert.That(Writer.WordFor(state), Does.Contain("not known"));

    [Test]
    public void A_state_without_words_is_said_by_its_name_until_it_is_given_some()
    {
        Assert.That(Writer.WordFor(CustomerState.Missing), Is.EqualTo("missing"));
        Assert.That(
            new AnswerWriter(AnswerPhrases.English.WithWord("customer_state.missing", "weg"), CultureInfo.InvariantCulture).WordFor(CustomerState.Missing),
            Is.EqualTo("weg"));
    }

    [Test]
    public void What_stands_beside_a_sentence_is_written_as_in_it()
    {
        var german = new AnswerWriter(AnswerPhrases.English, CultureInfo.GetCultureInfo("de-DE"), TimeZoneInfo.FindSystemTimeZoneById("Europe/Berlin"));

        Assert.That(Plain(Writer.Write(Money.Of("usd", 6_400))), Is.EqualTo("$64.00"));
        Assert.That(Plain(german.Write(Money.Of("usd", 6_400))), Is.EqualTo("64,00 USD"));
        Assert.That(german.Write(new DateOnly(2026, 11, 9)), Is.EqualTo("9. November 2026"));
        Assert.That(Writer.WriteDay(LateEvening), Is.EqualTo("November 9, 2026"));
        Assert.That(german.WriteDay(LateEvening), Is.EqualTo("10. November 2026"));
        Assert.That(Plain(Writer.WriteMoment(LateEvening)), Is.EqualTo("November 9, 2026, 11:30:00 PM UTC"));
        Assert.That(Plain(german.WriteMoment(LateEvening)), Is.EqualTo("10. November 2026, 00:30:00 UTC+01:00"));
    }

    [TestCase("visa", "4242", "Visa ending in 4242")]
    [TestCase("amex", "0005", "American Express ending in 0005")]
    [TestCase("visa", null, "Visa")]
    [TestCase(null, "4242", "Card ending in 4242")]
    [TestCase("unknown", null, "Card")]
    [TestCase("some_new_brand", "4242", "some new brand ending in 4242")]
    public void A_card_is_called_as_on_a_receipt(string? brand, string? lastFour, string expected) =>
        Assert.That(Writer.Write(new CardDetails { Brand = brand, LastFour = lastFour }), Is.EqualTo(expected));

    [Test]
    public void A_card_in_a_sentence_is_called_the_same_in_the_hosts_words()
    {
        var phrases = AnswerPhrases.English.WithWord("card.ending_in", "mit den letzten Ziffern");
        var answer = new Answer { Code = "evidence.same_card", Facts = [AnswerFact.Of("card", new CardDetails { Brand = "visa", LastFour = "4242" })] };

        Assert.That(Writer.ForAgent(answer), Is.EqualTo("The same card: Visa ending in 4242."));
        Assert.That(new AnswerWriter(phrases, CultureInfo.InvariantCulture).ForCustomer(answer), Is.EqualTo("The same card: Visa mit den letzten Ziffern 4242."));
    }

    private static IEnumerable<TestCaseData> All<TState>()
        where TState : struct, Enum =>
        Enum.GetValues<TState>().Select(state =>
        {
            var code = StateWord.Of(state);
            var translated = new AnswerWriter(AnswerPhrases.English.WithWord(code, "übersetzt"), CultureInfo.InvariantCulture);
            return new TestCaseData(code, Writer.WordFor(state), translated.WordFor(state)).SetArgDisplayNames(code);
        });

    private static string Plain(string text) => text.Replace('\u00a0', ' ').Replace('\u202f', ' ');
}
