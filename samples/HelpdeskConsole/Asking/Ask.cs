using BillingContext.Answers;
using BillingContext.Customers;
using BillingContext.Payments;
using HelpdeskConsole.Facts;
using HelpdeskConsole.Screens;
using HelpdeskConsole.Story;
using Microsoft.Extensions.DependencyInjection;

namespace HelpdeskConsole.Asking;

/// <summary>Answers one typed question from Stripe's data, with its evidence.</summary>
internal static class Ask
{
    private static readonly PaymentContextRequest Everything = new() { IncludeAttempts = true, IncludeInvoices = true };

    /// <summary>On the simulated shop, for whom the address names; for Maya, who is signed in, without one.</summary>
    internal static async Task<bool> OnShopAsync(string words, string? email, IScreen screen)
    {
        var shop = SeedShop.Open();
        await using var services = Registration.ForStory(shop.Stripe);
        shop.Clock.Advance(shop.Stripe.SearchLag);
        SeedShop.RefundOrder(shop);
        return await AnswerAsync(words, email is null ? CustomerQuery.ForCustomer(shop.Maya) : CustomerQuery.ForEmail(email), services, shop.Clock.GetUtcNow(), screen);
    }

    /// <returns>Whether there was something to answer.</returns>
    internal static async Task<bool> AnswerAsync(string words, CustomerQuery query, IServiceProvider services, DateTimeOffset now, IScreen screen)
    {
        var helpdesk = services.GetRequiredService<Helpdesk>();
        var resolution = await helpdesk.Customers.ResolveAsync(query);
        screen.Show(new QuestionFact(words, resolution.Status.ToString(), Said.Of(UnverifiedAssistantView.Of(resolution).Answer, forCustomer: true)));
        if (resolution.Status is ResolutionStatus.NotFound or ResolutionStatus.Ambiguous)
        {
            screen.Show(CandidatesFact.Of(resolution));
            return false;
        }

        var context = await helpdesk.Contexts.GetAsync(resolution, Everything);
        var reference = PaymentReference.Parse(words, now);
        var found = await helpdesk.Contexts.FindPaymentsAsync(resolution, reference);
        switch (Question.TopicOf(words))
        {
            case Topic.ChargedTwice:
                var asked = new ChargeQuestion
                {
                    Amount = found.Only?.Amount,
                    Day = reference.Days is [var day, ..] ? day : null,
                    LastFour = reference.LastFours is [var four, ..] ? four : null,
                    OrderReferenceKeys = [SeedShop.OrderKey],
                };
                screen.Show(ExplanationFact.Of(ChargeExplanation.Of(context, asked), IsVerified(context)));
                return true;
            case Topic.Refund:
                return Refunds(found, context, now, screen);
            case Topic.Dispute:
                return Show(context.Payments.Where(payment => payment.IsDisputed).Select(DisputeStory.Of).SelectMany(story => story.Disputes.Append(story.Advice)), "There is no dispute.", IsVerified(context), screen);
            case Topic.Subscription:
                return Show(
                    context.Subscriptions.Select(subscription => SubscriptionStory.Of(subscription, context))
                        .SelectMany(story => new[] { story.Status, story.Next, story.Invoice, story.IfCanceledAtPeriodEnd }.OfType<Answer>()),
                    "There is no subscription.",
                    IsVerified(context),
                    screen);
            default:
                screen.Show(new NoteFact("This sample answers questions about refunds, double charges, disputes and subscriptions."));
                return false;
        }
    }

    private static bool IsVerified(PaymentContext context) => context.Resolution.Status == ResolutionStatus.Verified;

    private static bool Refunds(FoundPayments found, PaymentContext context, DateTimeOffset now, IScreen screen)
    {
        // What was named, or else everything that has a refund.
        var meant = found.Matches.Where(match => match.IsNamed).Select(match => match.Payment).ToList();
        foreach (var match in found.Matches.Where(match => match.IsNamed))
        {
            screen.Show(new NoteFact($"Meant is {match.Payment.Id}: {string.Join(", ", match.Reasons)}."));
        }

        var timelines = (meant.Count > 0 ? meant : context.Payments).SelectMany(payment => RefundTimeline.Of(payment, now)).ToList();
        foreach (var timeline in timelines)
        {
            screen.Show(TimelineFact.Of(timeline, now, IsVerified(context)));
        }

        if (timelines.Count == 0)
        {
            screen.Show(new NoteFact(meant.Count > 0 ? "That payment has no refund." : "There is no refund."));
        }

        return timelines.Count > 0;
    }

    private static bool Show(IEnumerable<Answer> answers, string none, bool isVerified, IScreen screen)
    {
        var said = answers.Select(answer => Said.Of(answer, isVerified)).ToList();
        screen.Show(said.Count > 0 ? new AnswersFact(said) : new NoteFact(none));
        return said.Count > 0;
    }
}
