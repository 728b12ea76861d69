using BillingContext;
using BillingContext.Testing;

namespace HelpdeskConsole.Story;

/// <summary>Plays the shop's history up to 2 November 2026, 09:00 UTC.</summary>
internal static class SeedShop
{
    /// <summary>Where the shop keeps its order numbers.</summary>
    internal const string OrderKey = "order_id";

    /// <summary>When the story begins.</summary>
    internal static DateTimeOffset Morning { get; } = At(11, 2, 9, 0);

    /// <summary>Order 1042 is refunded in the dashboard, and its bank tells the number days later.</summary>
    internal static void RefundOrder(Shop shop)
    {
        shop.Stripe.Account.Refund(shop.Bulbs.Value);
        shop.Clock.Advance(TimeSpan.FromDays(3));
    }

    internal static Shop Open()
    {
        var clock = new ManualTimeProvider(At(4, 1, 9, 0));
        var stripe = new StripeSimulator(clock);
        var account = stripe.Account;
        var visa = new SimulatedCard();
        var mastercard = new SimulatedCard { Brand = "mastercard", Last4 = "4444" };

        var maya = account.AddCustomer("maya.okafor@example.com", "Maya Okafor");
        clock.SetUtcNow(At(4, 28, 15, 20));
        var disputed = account.Pay(maya, 89_00, description: "Reading lamp", card: visa);

        clock.SetUtcNow(At(9, 15, 8, 0));
        var club = account.Subscribe(maya, "price_light_club", 12_00, card: visa);
        var jonas = account.AddCustomer("jonas.weber@example.com", "Jonas Weber");
        clock.SetUtcNow(At(10, 12, 11, 45));
        account.OpenDispute(disputed.ChargeId, "product_not_received", dueBy: At(11, 9, 23, 59));
        clock.SetUtcNow(At(10, 15, 8, 0));
        var clubMonth = account.RenewSubscription(club.SubscriptionId);
        clock.SetUtcNow(At(10, 20, 13, 10));
        var chandelier = account.Pay(maya, 480_00, description: "Chandelier [brass]", card: visa);
        clock.SetUtcNow(At(10, 26, 9, 0));
        var bulbBox = account.Subscribe(maya, "price_bulb_box", 31_00, card: visa);
        clock.SetUtcNow(At(10, 28, 19, 30));
        var bulbs = account.Pay(jonas, 38_00, "eur", "Bulbs, set of 6", card: mastercard, metadata: new Dictionary<string, string> { [OrderKey] = "1042" });

        // The double charge: declined, tried again, and then the checkout page was sent twice.
        clock.SetUtcNow(At(10, 31, 18, 2));
        var declined = account.DeclinePayment(maya, 64_00, declineCode: "insufficient_funds", card: visa, description: "Desk lamp [green]");
        clock.SetUtcNow(At(10, 31, 18, 4));
        var lamp = account.RetryPayment(declined.PaymentIntentId!, visa);
        clock.SetUtcNow(At(10, 31, 18, 6));
        var lampAgain = account.Pay(maya, 64_00, description: "Desk lamp [green]", card: visa);

        clock.SetUtcNow(Morning);
        account.TakeWebhooks(); // the history's: nobody listened yet
        return new Shop
        {
            Stripe = stripe,
            Clock = clock,
            Maya = new CustomerId(maya),
            Lamp = Id(lamp),
            LampAgain = Id(lampAgain),
            Chandelier = Id(chandelier),
            DisputedLamp = Id(disputed),
            Club = new SubscriptionId(club.SubscriptionId),
            BulbBox = new SubscriptionId(bulbBox.SubscriptionId),
            ClubMonth = new PaymentId(clubMonth.PaymentIntentId!),
            JonasEmail = "jonas.weber@example.com",
            Bulbs = Id(bulbs),
        };
    }

    private static PaymentId Id(SimulatedPayment payment) => new(payment.PaymentIntentId!);

    private static DateTimeOffset At(int month, int day, int hour, int minute) => new(2026, month, day, hour, minute, 0, TimeSpan.Zero);
}
