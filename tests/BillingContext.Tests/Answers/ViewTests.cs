using System.Text.Json;
using BillingContext.Answers;
using BillingContext.Answers.Internal;
using BillingContext.Customers;
using BillingContext.Payments;
using BillingContext.Testing;
using BillingContext.Tests.Framework;

namespace BillingContext.Tests.Answers;

/// <summary>What customers and assistants may see is a short list, and stays one.</summary>
internal sealed class ViewTests
{
    /// <summary>Ids, reasons and words that are the merchant's alone.</summary>
    private static readonly string[] ForMerchantsOnly = ["refund", "payment", "dispute", "decline", "status", "reason", "missing", "field", "source", "findings", "warning", "kind_of_fraud"];

    [TestCase(typeof(CustomerView), "Payments", "AsOf")]
    [TestCase(typeof(CustomerPayment), "Amount", "PaidOn", "Card", "IsWithBank", "Refunds")]
    [TestCase(typeof(CustomerRefund), "Amount", "MadeOn", "Stage", "Earliest", "Latest", "TraceNumber")]
    [TestCase(typeof(UnverifiedAssistantView), "IsVerified", "Answer")]
    public void A_view_holds_these_fields_and_no_others(Type view, params string[] fields) =>
        Assert.That(view.GetProperties().Select(property => property.Name), Is.EquivalentTo(fields));

    [Test]
    public void No_sentence_for_a_customer_names_what_is_the_merchants()
    {
        foreach (var code in AnswerPhrases.English.Codes)
        {
            Assert.That(PhraseText.NamesIn(AnswerPhrases.English[code].ForCustomer).Intersect(ForMerchantsOnly), Is.Empty, code);
        }
    }

    [Test]
    public void Every_sentence_is_there_and_ends()
    {
        foreach (var code in AnswerPhrases.English.Codes)
        {
            var phrase = AnswerPhrases.English[code];
            Assert.That(new[] { phrase.ForAgent, phrase.ForCustomer }, Is.All.Matches("^[A-Z{0-9].*[.?!]$"), code);
        }
    }

    [Test]
    public void A_customers_view_of_a_disputed_and_declined_payment_says_no_more_than_it_should()
    {
        var payment = Told.Payment("card", Told.Refund(RefundStatus.Failed) with { FailureReason = "lost_or_stolen_card" }) with
        {
            IsDisputed = true,
            IsReportedFraudulent = true,
            FraudWarnings = [Told.Warning(isActionable: true)],
            DeclineCode = "stolen_card",
            Description = "internal note",
            Card = new CardDetails { Brand = "visa", LastFour = "4242", Fingerprint = "SECRET" },
        };

        var json = JsonSerializer.Serialize(CustomerView.Of(Told.Context(payment)));

        Assert.That(json, Does.Contain("visa 4242").And.Not.Contains("stolen").And.Not.Contains("internal").And.Not.Contains("SECRET").And.Not.Contains("raud").And.Not.Contains("pi_1").And.Not.Contains("re_1"));
    }

    [Test]
    public void Only_a_verified_customer_has_a_view()
    {
        var context = Told.Context(Told.Payment());
        var guess = CustomerResolution.Recorded(Desk.Scope, ResolutionStatus.Unverified, new CustomerId("cus_1"), null, null);

        Assert.That(CustomerView.Of(context), Is.Not.Null);
        Assert.That(CustomerView.Of(context with { Resolution = guess }), Is.Null);
    }

    [Test]
    public async Task An_assistant_cannot_find_out_who_is_a_customer()
    {
        using var desk = new Desk();
        desk.Stripe.Account.AddCustomer("one@example.com");
        desk.Stripe.Account.AddCustomer("two@example.com");
        desk.Stripe.Account.AddCustomer("two@example.com");
        desk.Time.Advance(desk.Stripe.SearchLag);
        string[] addresses = ["nobody@example.com", "one@example.com", "two@example.com"];

        var found = new List<ResolutionStatus>();
        var seen = new List<string>();
        foreach (var address in addresses)
        {
            var resolution = await desk.Resolver.ResolveAsync(CustomerQuery.ForEmail(address));
            found.Add(resolution.Status);
            seen.Add(JsonSerializer.Serialize(UnverifiedAssistantView.Of(resolution)));
        }

        Assert.That(found, Is.EqualTo(new[] { ResolutionStatus.NotFound, ResolutionStatus.Unverified, ResolutionStatus.Ambiguous }));
        Assert.That(seen.Distinct().Count(), Is.EqualTo(1));
    }
}
