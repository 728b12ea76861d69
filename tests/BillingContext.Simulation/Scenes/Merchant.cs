using BillingContext.Customers;
using BillingContext.Policies;
using BillingContext.Simulation.Nodes;
using BillingContext.Simulation.Running;
using BillingContext.Testing;
using BillingContext.Testing.Internal.Records;

namespace BillingContext.Simulation.Scenes;

/// <summary>A merchant with a Stripe account of its own, one customer and one payment, or two. All merchants of a history have the same ids.</summary>
internal sealed class Merchant : IDisposable
{
    internal const long Captured = 10_000;

    /// <summary>How long before the history a subscription began: far enough for a prorated refund to fit in twice.</summary>
    private static readonly TimeSpan SubscribedFor = TimeSpan.FromDays(20);
    private const string Metadata = BillingContext.Payments.Refund.RequestIdMetadataKey;
    private static readonly string[] Everything =
        ["customer_read", "payment_intent_read", "charge_write", "refund_write", "dispute_read", "subscription_write", "invoice_read"];

    private readonly HttpMessageInvoker wire;
    private readonly List<string> keys = [];
    private readonly string name;
    private MerchantCredentials? credentials;
    private bool? enableRefunds;

    internal Merchant(string name, TimeProvider clock, bool hasSubscription, IReadOnlyList<RefundLimit> limits)
    {
        (this.name, Limits) = (name, limits);
        Id = name.Length == 0 ? default : new MerchantId(name);
        Stripe = new StripeSimulator(clock);
        wire = new HttpMessageInvoker(Stripe.CreateHandler());
        Secrets = [$"whsec_{name}0_0123456789abcdef"];
        NewKey();
        Customer = Account.AddCustomer("buyer@example.com");
        Payment = Account.Pay(Customer, Captured);
        Other = limits.Count > 0 ? Account.Pay(Customer, Captured) : null;
        Subscription = hasSubscription ? Account.Subscribe(Customer, createdAt: clock.GetUtcNow() - SubscribedFor) : null;

        // What led to the payment is history: nobody was there to hear of it.
        Account.Books.Events.TakePending();
        Resolution = CustomerResolution.VerifiedCustomer(new StripeScope(Id, null, false), new CustomerId(Customer));
        PaymentId = new PaymentId(Payment.PaymentIntentId!);
    }

    internal MerchantId Id { get; }

    internal StripeSimulator Stripe { get; }

    internal SimulatedAccount Account => Stripe.Account;

    internal string Customer { get; }

    internal SimulatedPayment Payment { get; }

    internal PaymentId PaymentId { get; }

    /// <summary>Another payment of the customer's, where limits count: two refunds of one payment keep each other off without any.</summary>
    internal SimulatedPayment? Other { get; }

    /// <summary>How many refunds, and how much, the merchant lets out.</summary>
    internal IReadOnlyList<RefundLimit> Limits { get; }

    /// <summary>The customer's subscription; null where nobody cancels.</summary>
    internal SimulatedSubscription? Subscription { get; }

    internal CustomerResolution Resolution { get; }

    internal List<Order> Orders { get; } = [];

    internal List<Ending> Endings { get; } = [];

    internal RefundPolicy Policy { get; set; } = PolicyBook.Lenient;

    /// <summary>What Stripe signs with: two while one is being rolled.</summary>
    internal List<string> Secrets { get; }

    internal bool IsAway { get; set; }

    /// <summary>What befalls every request for a refund, and every later page of a list; null where the seed chooses.</summary>
    internal Fault? FateOfPosts { get; set; }

    internal Fault? FateOfLaterPages { get; set; }

    /// <summary>Nothing but requests of ours happened to the payment, and nobody changed the rules.</summary>
    internal bool IsUndisturbed { get; set; } = true;

    /// <summary>When the first dispute was opened, and how much was refunded in the dashboard by when.</summary>
    internal DateTimeOffset? DisputedAt { get; set; }

    /// <summary>Somebody else changed the subscription.</summary>
    internal bool IsEndedElsewhere { get; set; }

    internal List<(DateTimeOffset At, long Amount)> Elsewhere { get; } = [];

    internal bool? EnableRefunds
    {
        get => enableRefunds;
        set => (enableRefunds, credentials) = (value, null);
    }

    /// <summary>What the host holds for this merchant now.</summary>
    internal MerchantCredentials Credentials => credentials ??= new MerchantCredentials(Id, StripeApiKey.Parse(Key))
    {
        WebhookSecrets = [.. KnownSecrets.Select(WebhookSecret.Parse)],
        EnableRefunds = EnableRefunds,
        RefundLimits = Limits,
    };

    internal string Key => keys[^1];

    /// <summary>What the host verifies with.</summary>
    internal List<string> KnownSecrets { get; private set; } = [];

    /// <summary>Every refund of the payment, as Stripe has it.</summary>
    internal IEnumerable<RefundRecord> Refunds => AllRefunds.Where(refund => refund.Charge == Payment.ChargeId);

    /// <summary>Those of the subscription's invoice as well.</summary>
    internal IEnumerable<RefundRecord> AllRefunds => Table<RefundRecord>.Newest(Account.Books.Refunds.All);

    /// <summary>The subscription as Stripe has it.</summary>
    internal SubscriptionRecord? SubscriptionNow => Account.Books.Subscriptions.Find(Subscription?.SubscriptionId);

    internal IEnumerable<RefundRecord> RefundsOf(string requestId) => AllRefunds.Where(refund => OrderOf(refund) == requestId);

    /// <summary>Approvals that wait for a person.</summary>
    internal IEnumerable<ApprovalRecord> Approvals =>
        Table<ApprovalRecord>.Newest(Account.Books.Approvals.All).Where(approval => approval.Status == "pending");

    internal static string? OrderOf(RefundRecord refund) => refund.Metadata.GetValueOrDefault(Metadata);

    internal static string? OrderOf(ApprovalRecord approval) => approval.Order.Metadata.GetValueOrDefault(Metadata);

    internal bool Owns(string? key) => key is not null && keys.Contains(key);

    internal Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken) => wire.SendAsync(request, cancellationToken);

    /// <summary>Replaces the API key; the old one stays valid until it is revoked.</summary>
    internal void NewKey()
    {
        keys.Add($"rk_test_{name}{keys.Count}_merchant");
        Stripe.AddRestrictedKey(Key, Everything);
        Refresh();
    }

    internal void RevokeOldKeys()
    {
        foreach (var old in keys[..^1])
        {
            Stripe.RevokeKey(old);
        }
    }

    internal void Narrow(params string[] permissions) => Stripe.SetPermissions(Key, permissions);

    internal void Widen() => Stripe.SetPermissions(Key, Everything);

    /// <summary>The host takes over what has changed at Stripe.</summary>
    internal void Refresh() => (KnownSecrets, credentials) = ([.. Secrets], null);

    public void Dispose() => wire.Dispose();
}
