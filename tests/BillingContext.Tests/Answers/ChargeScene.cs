using System.Globalization;
using BillingContext.Customers;
using BillingContext.Payments;
using BillingContext.Tests.Framework;

namespace BillingContext.Tests.Answers;

/// <summary>A case as a context, with ids and an order of things that a seed chooses: nothing can depend on either.</summary>
internal sealed class ChargeScene
{
    private static readonly DateTimeOffset Now = new(2026, 11, 20, 12, 0, 0, TimeSpan.Zero);

    private readonly Random random;
    private readonly Dictionary<string, string> ids = [];

    internal ChargeScene(ChargeCase told, int seed)
    {
        random = new Random(seed);
        var missing = told.Missing ?? [];
        Context = new PaymentContext
        {
            Resolution = CustomerResolution.VerifiedCustomer(Desk.Scope, new CustomerId("cus_1")),
            State = CustomerState.Known,
            Links = new DashboardLinks(Desk.Scope),
            AsOf = Now,
            Payments = Shuffled(told.Payments.Select(Payment)),
            Attempts = missing.Contains("attempts") ? null : Shuffled(told.Payments.SelectMany(Attempts)),
            Invoices = missing.Contains("invoices") ? null : Shuffled(Invoices(told)),
            Subscriptions = Shuffled((told.Subscriptions ?? []).Select(Subscription)),
            Missing = missing.Contains("invoices") ? [new DataGap(DataArea.Invoices, DataGapReason.PermissionMissing)] : [],
        };
    }

    internal PaymentContext Context { get; }

    /// <summary>A payment's name in the case.</summary>
    internal string NameOf(PaymentId id) => ids.Single(known => known.Value == id.Value).Key[2..];

    private string Id(string kind, string name) =>
        ids.TryGetValue($"{kind[0]}:{name}", out var known) ? known : ids[$"{kind[0]}:{name}"] = kind + random.Next(100_000, 999_999).ToString(CultureInfo.InvariantCulture) + ids.Count;

    private Payment Payment(ChargeCase.Paid paid)
    {
        var currency = new CurrencyCode(paid.Currency);
        var status = paid.Status switch
        {
            "succeeded" => PaymentStatus.Succeeded,
            "requires_capture" => PaymentStatus.RequiresCapture,
            "requires_payment_method" => PaymentStatus.RequiresPaymentMethod,
            "processing" => PaymentStatus.Processing,
            "canceled" => PaymentStatus.Canceled,
            _ => throw new ArgumentException(paid.Status),
        };
        var captured = status == PaymentStatus.Succeeded ? paid.Captured ?? paid.Amount : 0;
        var refund = paid.Refund is { } returned ? Refund(paid, returned, currency) : null;
        return new Payment
        {
            Id = new PaymentId(Id("pi_", paid.Id)),
            Charge = new ChargeId(Id("ch_", paid.Id)),
            Customer = new CustomerId("cus_1"),
            Status = status,
            StripeStatus = paid.Status,
            Amount = new Money(paid.Amount, currency),
            Captured = new Money(captured, currency),
            Refunded = new Money(refund is { Status: RefundStatus.Failed or RefundStatus.Canceled } or null ? 0 : refund.Amount.MinorUnits, currency),
            CreatedAt = paid.At,
            ChargedAt = paid.At,
            CaptureBefore = paid.CaptureBefore,
            MethodType = paid.Method ?? "card",
            Card = CardOf(paid),
            OrderReference = paid.Order,
            Description = paid.Description,
            Metadata = (paid.Metadata ?? []).AsReadOnly(),
            Presented = paid.Presented is { } shown ? Money.Of(shown.Currency, shown.Amount) : null,
            Refunds = refund is null ? [] : [refund],
            RefundsComplete = true,
            IsDisputed = paid.Dispute is not null,
            Disputes = paid.Dispute is { } dispute ? [Dispute(paid, dispute, currency)] : [],
            DisputesComplete = true,
        };
    }

    private static CardDetails? CardOf(ChargeCase.Paid paid) => paid.Card?.Split(' ') is { } card
        ? new CardDetails { Brand = card[0], LastFour = card[1], Fingerprint = card.Length > 2 ? card[2] : null, Wallet = paid.Wallet }
        : null;

    private Refund Refund(ChargeCase.Paid paid, ChargeCase.Returned returned, CurrencyCode currency) => new()
    {
        Id = new RefundId(Id("re_", paid.Id)),
        StripeStatus = returned.Status,
        Status = Enum.Parse<RefundStatus>(returned.Status, ignoreCase: true),
        Amount = new Money(returned.Amount, currency),
        CreatedAt = returned.At,
        Kind = returned.Kind == "reversal" ? RefundKind.Reversal : RefundKind.Unknown,
    };

    private Dispute Dispute(ChargeCase.Paid paid, string status, CurrencyCode currency) => new()
    {
        Id = new DisputeId(Id("du_", paid.Id)),
        Status = status == "won" ? DisputeStatus.Won : DisputeStatus.Open,
        StripeStatus = status,
        Amount = new Money(paid.Amount, currency),
        CreatedAt = paid.At.AddDays(1),
    };

    private IEnumerable<PaymentAttempt> Attempts(ChargeCase.Paid paid)
    {
        foreach (var failed in paid.Failed ?? [])
        {
            yield return Attempt(paid, failed.At, "failed") with { DeclineCode = failed.Decline, FailureCode = "card_declined" };
        }

        if (paid.Status is "succeeded" or "requires_capture" or "processing" || paid.Held)
        {
            yield return Attempt(paid, paid.At, paid.Status == "processing" ? "pending" : "succeeded") with { IsCaptured = paid.Status == "succeeded" };
        }
    }

    private PaymentAttempt Attempt(ChargeCase.Paid paid, DateTimeOffset at, string status) => new()
    {
        Id = new ChargeId(Id("ch_", $"{paid.Id}{at:O}")),
        Payment = new PaymentId(Id("pi_", paid.Id)),
        StripeStatus = status,
        Amount = Money.Of(paid.Currency, paid.Amount),
        Refunded = Money.Of(paid.Currency, 0),
        CreatedAt = at,
        Card = CardOf(paid),
    };

    private IEnumerable<Invoice> Invoices(ChargeCase told) =>
        from paid in told.Payments
        where paid.Invoice is not null
        group paid by paid.Invoice!.Id into of
        let first = of.First()
        select new Invoice
        {
            Id = new InvoiceId(Id("in_", of.Key)),
            Number = of.Key,
            BillingReason = first.Invoice!.Reason,
            Subscription = first.Invoice.Subscription is { } subscription ? new SubscriptionId(Id("sub_", subscription)) : null,
            StripeStatus = "paid",
            Total = Money.Of(first.Currency, first.Invoice.Total ?? first.Amount),
            AmountPaid = Money.Of(first.Currency, first.Amount),
            AmountRemaining = Money.Of(first.Currency, 0),
            CreatedAt = first.At,
            Payments = Shuffled(of.Select(one => new PaymentId(Id("pi_", one.Id)))),
        };

    private Subscription Subscription(ChargeCase.Subscribed subscribed) => new()
    {
        Id = new SubscriptionId(Id("sub_", subscribed.Id)),
        StripeStatus = "active",
        Status = SubscriptionStatus.Active,
        CreatedAt = subscribed.At,
        Items = [new SubscriptionItem(subscribed.Price, null, null, 1, "month", 1)],
    };

    private T[] Shuffled<T>(IEnumerable<T> items)
    {
        var all = items.ToArray();
        random.Shuffle(all);
        return all;
    }
}
