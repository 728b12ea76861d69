using System.Globalization;
using BillingContext.Answers;
using BillingContext.Payments;

namespace BillingContext.Tests.Answers;

internal sealed class SubscriptionStoryTests
{
    private static readonly AnswerWriter English = new(AnswerPhrases.English, CultureInfo.GetCultureInfo("en-US"));

    [TestCase(SubscriptionStatus.Active, "subscription.active", "subscription.next.payment")]
    [TestCase(SubscriptionStatus.Trialing, "subscription.trialing", "subscription.next.payment")]
    [TestCase(SubscriptionStatus.PastDue, "subscription.past_due", "subscription.next.payment")]
    [TestCase(SubscriptionStatus.Unpaid, "subscription.unpaid", "subscription.next.none")]
    [TestCase(SubscriptionStatus.Paused, "subscription.paused", "subscription.next.none")]
    [TestCase(SubscriptionStatus.Incomplete, "subscription.incomplete", "subscription.next.none")]
    [TestCase(SubscriptionStatus.IncompleteExpired, "subscription.incomplete_expired", "subscription.next.none")]
    [TestCase(SubscriptionStatus.Canceled, "subscription.canceled", "subscription.next.none")]
    [TestCase(SubscriptionStatus.Unknown, "subscription.unknown", "subscription.next.none")]
    public void Where_a_subscription_stands_and_what_comes_next(SubscriptionStatus status, string said, string next)
    {
        var story = Tell(Told.Subscription(status));

        Assert.That((story.Status.Code, story.Next.Code), Is.EqualTo((said, next)));
    }

    [Test]
    public void The_next_payment_is_the_price_of_everything_in_it() =>
        Assert.That(English.ForCustomer(Tell(Told.Subscription()).Next), Is.EqualTo("Your next payment of $30.00 is due on December 2, 2026."));

    [Test]
    public void A_price_by_usage_is_not_guessed()
    {
        var metered = Told.Subscription() with { Items = [new SubscriptionItem("price_1", null, null, null, "month", 1)] };

        Assert.That(Tell(metered).Next.Code, Is.EqualTo("subscription.next.payment_unpriced"));
    }

    [Test]
    public void One_that_ends_with_the_period_has_no_next_payment()
    {
        var story = Tell(Told.Subscription() with { CancelAtPeriodEnd = true });

        Assert.That((story.Status.Code, story.Next.Code, story.IfCanceledAtPeriodEnd.Code), Is.EqualTo(("subscription.ending", "subscription.next.ends", "subscription.cancel.is_ending")));
        Assert.That(English.ForCustomer(story.Status), Is.EqualTo("Your subscription ends on December 2, 2026. Until then you can use it."));
    }

    [Test]
    public void One_that_ends_later_than_the_period_is_paid_once_more()
    {
        var story = Tell(Told.Subscription() with { CancelAt = Told.Monday.AddMonths(3) });

        Assert.That((story.Status.Code, story.Next.Code), Is.EqualTo(("subscription.ending", "subscription.next.payment")));
    }

    [Test]
    public void A_pause_says_until_when()
    {
        var paused = Told.Subscription() with { PauseBehavior = "void", PauseEnds = Told.Monday.AddDays(10) };

        Assert.That(English.ForCustomer(Tell(paused).Status), Is.EqualTo("Your payments are paused until November 12, 2026."));
        Assert.That(Tell(paused with { PauseEnds = null }).Status.Code, Is.EqualTo("subscription.not_collected"));
        Assert.That(Tell(paused).Next.Code, Is.EqualTo("subscription.next.none"));
    }

    [Test]
    public void What_canceling_would_do()
    {
        Assert.That(English.ForAgent(Tell(Told.Subscription()).IfCanceledNow), Does.StartWith("Canceled now it ends at once, although it is paid until December 2, 2026"));
        Assert.That(Tell(Told.Subscription() with { HasSchedule = true }).IfCanceledNow.Code, Is.EqualTo("subscription.cancel.scheduled"));
        Assert.That(Tell(Told.Subscription(SubscriptionStatus.Canceled)).IfCanceledAtPeriodEnd.Code, Is.EqualTo("subscription.cancel.is_over"));
    }

    [TestCase("paid", 1, false, null)]
    [TestCase("void", 1, false, null)]
    [TestCase("open", 0, false, "invoice.open")]
    [TestCase("open", 2, true, "invoice.failed_retry")]
    [TestCase("open", 4, false, "invoice.failed")]
    [TestCase("uncollectible", 4, false, "invoice.failed")]
    public void What_is_wrong_with_the_latest_invoice(string status, int attempts, bool isRetried, string? said)
    {
        var invoice = Told.Invoice(status, attempts, isRetried ? Told.Monday.AddDays(5) : null);

        Assert.That(Tell(Told.Subscription() with { LatestInvoice = invoice }).Invoice?.Code, Is.EqualTo(said));
    }

    [Test]
    public void Why_an_invoice_failed_is_known_from_its_payment()
    {
        var subscription = Told.Subscription(SubscriptionStatus.PastDue) with { LatestInvoice = Told.Invoice("open", 2, Told.Monday.AddDays(5)) };

        var said = SubscriptionStory.Of(subscription, Told.Context(Told.Payment() with { DeclineCode = "insufficient_funds" })).Invoice!;

        Assert.That(English.ForAgent(said), Is.EqualTo("Invoice A-7: $30.00 failed 2 times, the last time because of: insufficient funds. It is tried again on November 7, 2026."));
        Assert.That(English.ForCustomer(said), Does.Not.Contain("insufficient"));
    }

    private static SubscriptionStory Tell(Subscription subscription) => SubscriptionStory.Of(subscription, Told.Context());
}
