using BillingContext.Customers;

namespace BillingContext.Payments;

/// <summary>One customer's payments, refunds, disputes and subscriptions, as of an instant.</summary>
public sealed record PaymentContext
{
    /// <summary>Who this is about, and how sure we are.</summary>
    public required CustomerResolution Resolution { get; init; }

    /// <summary>What Stripe says about the customer.</summary>
    public CustomerState State { get; init; }

    /// <summary>The customer's record, if it could be read.</summary>
    public Customer? Customer { get; init; }

    /// <summary>Payments, newest first, each with its refunds and disputes.</summary>
    public IReadOnlyList<Payment> Payments { get; init; } = [];

    /// <summary>Subscriptions, newest first, ended ones included.</summary>
    public IReadOnlyList<Subscription> Subscriptions { get; init; } = [];

    /// <summary>All attempts, newest first; null if not asked for or not readable.</summary>
    public IReadOnlyList<PaymentAttempt>? Attempts { get; init; }

    /// <summary>Invoices, newest first; null if not asked for or not readable.</summary>
    public IReadOnlyList<Invoice>? Invoices { get; init; }

    /// <summary>Links into Stripe's dashboard for what is here.</summary>
    public required DashboardLinks Links { get; init; }

    /// <summary>When Stripe was asked (UTC).</summary>
    public required DateTimeOffset AsOf { get; init; }

    /// <summary>What could not be read, and why. Empty: everything asked for is here.</summary>
    public IReadOnlyList<DataGap> Missing { get; init; } = [];

    /// <summary>Where to watch from: everything that happens after this context was read.</summary>
    public ChangeToken ChangeToken { get; init; }

    /// <summary>Older than was accepted, because Stripe could not be asked in time: <see cref="AsOf"/> tells the age.</summary>
    public bool IsStale { get; init; }

    /// <summary>Whether everything that was asked for is here, and as fresh as was asked for.</summary>
    public bool IsComplete => Missing.Count == 0 && !IsStale;

    /// <summary>Whose, when and how much.</summary>
    public override string ToString() => $"{Resolution}: {Payments.Count} payments as of {AsOf:u}";
}
