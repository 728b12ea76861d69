using BillingContext.Testing.Internal.Records;

namespace BillingContext.Testing.Internal;

/// <summary>Everything one account has in one mode. Guarded by <see cref="Gate"/>, which all accounts of a simulator share.</summary>
internal sealed class Books
{
    private readonly TimeProvider _clock;

    public Books(TimeProvider clock, IdSequence ids, Lock gate, string accountId, bool livemode, bool connected)
    {
        _clock = clock;
        Ids = ids;
        Gate = gate;
        AccountId = accountId;
        Livemode = livemode;
        Connected = connected;
        Opened = clock.GetUtcNow().ToUnixTimeSeconds();
        Customers = new(CustomersByEmail);
        PaymentMethods = new(PaymentMethodsByCustomer);
        PaymentIntents = new(PaymentIntentsByCustomer);
        Charges = new(ChargesByCustomer, ChargesByPaymentIntent) { SearchedBy = Moment };
        Refunds = new(RefundsByCharge, RefundsByPaymentIntent);
        Disputes = new(DisputesByCharge, DisputesByPaymentIntent);
        FraudWarnings = new(FraudWarningsByCharge, FraudWarningsByPaymentIntent);
        Products = new() { SearchedBy = Moment };
        Prices = new(PricesByProduct) { SearchedBy = Moment };
        Subscriptions = new(SubscriptionsByCustomer) { SearchedBy = Moment };
        SubscriptionItems = new(SubscriptionItemsBySubscription);
        InvoiceItems = new(InvoiceItemsByCustomer, InvoiceItemsByInvoice);
        Invoices = new(InvoicesByCustomer, InvoicesBySubscription) { SearchedBy = Moment };
        InvoicePayments = new(InvoicePaymentsByInvoice, InvoicePaymentsByPaymentIntent);
    }

    public string AccountId { get; }

    public bool Livemode { get; }

    public bool Connected { get; }

    public long Opened { get; }

    public IdSequence Ids { get; }

    public Lock Gate { get; }

    public RefundSettings RefundSettings { get; } = new();

    /// <summary>What becomes of a subscription when every retry of a renewal has failed.</summary>
    public string StatusAfterRetries { get; set; } = "canceled";

    public int InvoiceNumbers { get; set; }

    public DueChanges Due { get; } = new();

    public Table<CustomerRecord> Customers { get; }

    public KeyIndex<CustomerRecord> CustomersByEmail { get; } = new(c => c.Email);

    public Table<PaymentMethodRecord> PaymentMethods { get; }

    public KeyIndex<PaymentMethodRecord> PaymentMethodsByCustomer { get; } = new(m => m.Customer);

    public Table<PaymentIntentRecord> PaymentIntents { get; }

    public KeyIndex<PaymentIntentRecord> PaymentIntentsByCustomer { get; } = new(p => p.Customer);

    public Table<ChargeRecord> Charges { get; }

    public KeyIndex<ChargeRecord> ChargesByCustomer { get; } = new(c => c.Customer);

    public KeyIndex<ChargeRecord> ChargesByPaymentIntent { get; } = new(c => c.PaymentIntent);

    public Table<RefundRecord> Refunds { get; }

    public KeyIndex<RefundRecord> RefundsByCharge { get; } = new(r => r.Charge);

    public KeyIndex<RefundRecord> RefundsByPaymentIntent { get; } = new(r => r.PaymentIntent);

    public Table<DisputeRecord> Disputes { get; }

    public KeyIndex<DisputeRecord> DisputesByCharge { get; } = new(d => d.Charge);

    public KeyIndex<DisputeRecord> DisputesByPaymentIntent { get; } = new(d => d.PaymentIntent);

    public Table<FraudWarningRecord> FraudWarnings { get; }

    public KeyIndex<FraudWarningRecord> FraudWarningsByCharge { get; } = new(w => w.Charge);

    public KeyIndex<FraudWarningRecord> FraudWarningsByPaymentIntent { get; } = new(w => w.PaymentIntent);

    public Table<ProductRecord> Products { get; }

    public Table<PriceRecord> Prices { get; }

    public KeyIndex<PriceRecord> PricesByProduct { get; } = new(p => p.Product);

    public Table<SubscriptionRecord> Subscriptions { get; }

    public KeyIndex<SubscriptionRecord> SubscriptionsByCustomer { get; } = new(s => s.Customer);

    /// <summary>The items that <see cref="SubscriptionRecord.Items"/> holds, to be found by their own ids.</summary>
    public Table<SubscriptionItemRecord> SubscriptionItems { get; }

    public KeyIndex<SubscriptionItemRecord> SubscriptionItemsBySubscription { get; } = new(i => i.Subscription);

    public Table<InvoiceItemRecord> InvoiceItems { get; }

    public KeyIndex<InvoiceItemRecord> InvoiceItemsByCustomer { get; } = new(i => i.Customer);

    public KeyIndex<InvoiceItemRecord> InvoiceItemsByInvoice { get; } = new(i => i.Invoice);

    public Table<InvoiceRecord> Invoices { get; }

    public KeyIndex<InvoiceRecord> InvoicesByCustomer { get; } = new(i => i.Customer);

    public KeyIndex<InvoiceRecord> InvoicesBySubscription { get; } = new(i => i.Subscription);

    public Table<InvoicePaymentRecord> InvoicePayments { get; }

    public KeyIndex<InvoicePaymentRecord> InvoicePaymentsByInvoice { get; } = new(p => p.Invoice);

    public KeyIndex<InvoicePaymentRecord> InvoicePaymentsByPaymentIntent { get; } = new(p => p.PaymentIntent);

    public Table<ApprovalRecord> Approvals { get; } = new();

    public EventLog Events { get; } = new();

    /// <summary>The request being carried out; null while somebody works in the dashboard.</summary>
    public (string Id, string? IdempotencyKey)? Request { get; set; }

    public long Now() => _clock.GetUtcNow().ToUnixTimeSeconds();

    public void Emit(string type, long at, StripeRecord subject, StripeRecord? previous = null)
        => Events.Add(new EventRecord
        {
            Id = Ids.Event(),
            Created = at,
            Type = type,
            Subject = subject,
            Previous = previous,
            RequestId = Request?.Id,
            IdempotencyKey = Request?.IdempotencyKey,
        });

    /// <summary>Customers and payment intents are set up in the past, too: whoever puts them says when search came to know.</summary>
    public CustomerRecord Put(CustomerRecord customer, long at)
    {
        var row = Customers.Find(customer.Id) is null ? Customers.Add(customer) : Customers.Change(customer);
        row.Index(at);
        return customer;
    }

    public PaymentIntentRecord Put(PaymentIntentRecord intent, long at)
    {
        var row = PaymentIntents.Find(intent.Id) is null ? PaymentIntents.Add(intent) : PaymentIntents.Change(intent);
        row.Index(at);
        return intent;
    }

    // What fell due while nobody looked happened then, not now.
    private long Moment() => Due.At ?? Now();
}
