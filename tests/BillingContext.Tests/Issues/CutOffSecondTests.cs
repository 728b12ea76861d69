using BillingContext.Payments;
using BillingContext.Subscriptions;
using BillingContext.Tests.Storage;

namespace BillingContext.Tests.Issues;

/// <summary>On a node ten minutes ahead, a subscription that its own request had just ended seemed to have ended before, and nothing was refunded: Stripe cuts seconds off.</summary>
public class CutOffSecondTests
{
    [Test]
    public void A_clock_ten_minutes_ahead_and_a_second_cut_off_make_nobody_elses_cancellation()
    {
        var second = DateTimeOffset.FromUnixTimeSeconds(1_790_000_000);
        var intent = Some.Cancellation() with { CreatedAt = second.AddMinutes(10).AddMilliseconds(999) };
        var ended = new Subscription
        {
            Id = intent.Subscription,
            Status = SubscriptionStatus.Canceled,
            StripeStatus = "canceled",
            CreatedAt = second.AddDays(-20),
            EndedAt = second,
        };

        Assert.That(intent.Observe(ended, intent.CreatedAt).State, Is.EqualTo(CancellationState.Canceled));
    }
}
