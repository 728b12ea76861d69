using BillingContext;
using BillingContext.Customers;
using BillingContext.Testing;
using HelpdeskWeb.Desk;

namespace HelpdeskWeb.Story;

/// <summary>A lamp shop's simulated Stripe on the morning of 2 November 2026, and the tickets of that morning.</summary>
internal sealed record Shop(StripeSimulator Stripe, StoryClock Clock, IReadOnlyList<Conversation> Tickets)
{
    internal static Shop Open()
    {
        var clock = new StoryClock();
        var stripe = new StripeSimulator(clock);
        var account = stripe.Account;
        var visa = new SimulatedCard();
        var mastercard = new SimulatedCard { Brand = "mastercard", Last4 = "4444" };

        clock.Set(At(4, 28, 15, 20));
        var maya = account.AddCustomer("maya.okafor@example.com", "Maya Okafor");
        var readingLamp = account.Pay(maya, 89_00, description: "Reading lamp", card: visa);
        clock.Set(At(9, 15, 8, 0));
        var club = account.Subscribe(maya, "price_light_club", 12_00, card: visa);
        clock.Set(At(10, 12, 11, 45));
        account.OpenDispute(readingLamp.ChargeId, "product_not_received", dueBy: At(11, 9, 23, 59));
        clock.Set(At(10, 15, 8, 0));
        account.RenewSubscription(club.SubscriptionId);
        clock.Set(At(10, 20, 13, 10));
        account.Pay(maya, 480_00, description: "Chandelier, brass", card: visa);
        clock.Set(At(10, 26, 10, 30));
        account.Pay(maya, 38_00, description: "Bulbs, set of 6", card: mastercard);
        clock.Set(At(10, 28, 19, 30));
        var jonas = account.AddCustomer("jonas.weber@example.com", "Jonas Weber");
        account.Pay(jonas, 38_00, "eur", "Bulbs, set of 6", card: mastercard);
        clock.Set(At(10, 29, 9, 40));
        var deskLamp = account.Pay(maya, 64_00, description: "Desk lamp, green", card: visa);

        // The double charge: the checkout page was sent twice.
        clock.Set(At(10, 31, 18, 4));
        var priya = account.AddCustomer("priya.nair@example.com", "Priya Nair");
        account.Pay(priya, 64_00, description: "Desk lamp, red", card: visa, orderReference: "1043");
        clock.Set(At(10, 31, 18, 6));
        account.Pay(priya, 64_00, description: "Desk lamp, red", card: visa, orderReference: "1043");

        var mallory = account.AddCustomer("mallory@example.com", HostileName);
        account.Pay(mallory, 19_99, description: HostileText, card: visa);

        clock.Set(At(11, 1, 16, 15));
        account.Refund(deskLamp, reason: "requested_by_customer", status: "pending");

        clock.Set(At(11, 2, 9, 0));
        account.TakeWebhooks();   // the history's: nobody listened yet
        return new Shop(stripe, clock,
        [
            new("T-1001", "Where is my refund?", "Maya Okafor (signed in to the shop)", "I sent the desk lamp back a week ago. When do I get my money?", Signed(maya)),
            new("T-1002", "The bulbs do not fit", "jonas.weber@example.com (by e-mail)", "Can I have my money back?", CustomerQuery.ForEmail("jonas.weber@example.com")),
            new("T-1003", "Charged twice", "Priya Nair (signed in to the shop)", "I bought one lamp, and my card was charged twice!", Signed(priya)),
            new("T-1004", HostileText, HostileName, $"Please see {HostileText}", Signed(mallory)),
        ]);
    }

    /// <summary>What people write is text, also when it looks like a page.</summary>
    internal const string HostileName = "\"><img src=x onerror=alert(1)> Mallory";

    internal const string HostileText = "</p><script>alert(document.cookie)</script>";

    private static CustomerQuery Signed(string customer) => CustomerQuery.ForCustomer(new CustomerId(customer));

    private static DateTimeOffset At(int month, int day, int hour, int minute) => new(2026, month, day, hour, minute, 0, TimeSpan.Zero);
}
