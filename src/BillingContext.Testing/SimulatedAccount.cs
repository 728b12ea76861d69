using System.Collections.ObjectModel;
using BillingContext.Testing.Internal;
using BillingContext.Testing.Internal.Operations;
using BillingContext.Testing.Internal.Records;
using BillingContext.Testing.Internal.Rendering;

namespace BillingContext.Testing;

/// <summary>
/// One account in one mode, and the hands of everybody who is not the code under test: customers who pay, banks that
/// dispute, colleagues in the dashboard.
/// </summary>
/// <remarks>
/// The verbs are extension methods, one class a subject: <see cref="CustomerSetup"/>, <see cref="PaymentSetup"/>,
/// <see cref="AuthenticationSetup"/>, <see cref="HoldSetup"/>, <see cref="RefundSetup"/>, <see cref="DisputeSetup"/>,
/// <see cref="SubscriptionSetup"/>, <see cref="DunningSetup"/>.
/// </remarks>
public sealed class SimulatedAccount
{
    internal SimulatedAccount(Books books) => Books = books;

    /// <summary>The account's id.</summary>
    public string AccountId => Books.AccountId;

    /// <summary>Whether this is the live mode.</summary>
    public bool Livemode => Books.Livemode;

    /// <summary>Every refund, oldest first.</summary>
    public IReadOnlyList<SimulatedRefund> Refunds
        => Read(books => Table<RefundRecord>.Newest(books.Refunds.All).Reverse().Select(View).ToList());

    /// <summary>Everything that happened, in order.</summary>
    public IReadOnlyList<SimulatedEvent> Events
        => Read(books => books.Events.Emitted
            .Select(e => new SimulatedEvent(e.Id, e.Type, e.Subject.Id, DateTimeOffset.FromUnixTimeSeconds(e.Created))).ToList());

    /// <summary>The webhooks that were not taken yet, in the version the simulator has by default.</summary>
    public IReadOnlyList<SimulatedWebhook> PendingWebhooks => Read(books => Sign(books, ApiVersion.Default, books.Events.Pending));

    internal Books Books { get; }

    /// <summary>Takes the webhooks that are due, oldest first: deliver them, or drop, repeat and reorder them.</summary>
    /// <param name="apiVersion">The endpoint's version decides the shape of the objects; <c>2026-07-29.dahlia</c> when left out.</param>
    public IReadOnlyList<SimulatedWebhook> TakeWebhooks(string? apiVersion = null)
    {
        var version = apiVersion is null
            ? ApiVersion.Default
            : ApiVersion.Parse(apiVersion) ?? throw new ArgumentException("A version looks like 2026-07-29.dahlia.", nameof(apiVersion));
        return Do((books, _) => Sign(books, version, books.Events.TakePending()));
    }

    internal T Read<T>(Func<Books, T> read) => Do((books, _) => read(books));

    /// <summary>Runs under the gate that requests take too, after what time has brought.</summary>
    internal T Do<T>(Func<Books, long, T> action)
    {
        lock (Books.Gate)
        {
            var now = Books.Now();
            Books.Due.Settle(now);
            return action(Books, now);
        }
    }

    internal void Do(Action<Books, long> action) => Do((books, now) =>
    {
        action(books, now);
        return true;
    });

    internal static IReadOnlyDictionary<string, string> Copy(IReadOnlyDictionary<string, string>? metadata)
        => metadata is null ? ReadOnlyDictionary<string, string>.Empty : new Dictionary<string, string>(metadata);

    private static List<SimulatedWebhook> Sign(Books books, ApiVersion version, IEnumerable<EventRecord> events)
    {
        var now = DateTimeOffset.FromUnixTimeSeconds(books.Now());
        return events
            .Select(e => new SimulatedWebhook(e.Id, e.Type, WebhookBody.Of(books, version, e), now, [StripeSimulator.WebhookSecret]))
            .ToList();
    }

    private static SimulatedRefund View(RefundRecord refund) => new()
    {
        Id = refund.Id,
        Charge = refund.Charge,
        PaymentIntent = refund.PaymentIntent,
        Amount = refund.Amount,
        Currency = refund.Currency,
        Status = refund.Status,
        Reason = refund.Reason,
        Metadata = refund.Metadata,
        Created = DateTimeOffset.FromUnixTimeSeconds(refund.Created),
    };
}
