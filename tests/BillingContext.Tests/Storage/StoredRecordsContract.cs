using System.Collections;
using System.Reflection;
using System.Text;
using BillingContext.Audit;
using BillingContext.Customers;
using BillingContext.Payments;
using BillingContext.Refunds;
using BillingContext.Storage;
using BillingContext.Subscriptions;
using BillingContext.Webhooks;

namespace BillingContext.Tests.Storage;

/// <summary>What goes into a store comes out of it, to the last tick and letter.</summary>
internal abstract class StoredRecordsContract
{
    private static readonly AuditKey Key = AuditKey.Parse(Convert.ToBase64String(Encoding.ASCII.GetBytes("a key of 32 bytes for the tests!")));

    protected static MerchantId Acme => Some.Scope().Merchant;

    protected AuditChain Chain { get; } = new(Key);

    protected IBillingStore Store { get; private set; } = null!;

    private static StripeScope Whole => new(Acme, new StripeAccountId("acct_1"), Livemode: true);

    private static DateTimeOffset Instant(int i) => Some.Now.AddDays(i).AddTicks(1_234_567 + i);

    [SetUp]
    public async Task Open() => Store = await CreateAsync(Chain);

    protected abstract ValueTask<IBillingStore> CreateAsync(AuditChain chain);

    [Test]
    public async Task Every_field_of_a_refund_request_survives()
    {
        var intent = new RefundIntent
        {
            Scope = Whole,
            RequestId = "t1",
            ParametersHash = "hash",
            State = RefundState.AwaitingStripeApproval,
            Payment = Some.Payment,
            MethodType = "card",
            Amount = Money.Of("jpy", 9_007_199_254_740_993),
            Reason = RefundReason.Fraudulent,
            Connect = DestinationChargeRefunds.ReverseTransferAndRefundFee,
            Customer = new CustomerId("cus_1"),
            Identity = ResolutionStatus.Confirmed,
            ConfirmedBy = Actor.Person("agent: 7"),
            Actor = Actor.Automation("rule:1"),
            ApprovedBy = Actor.Person("lead-1"),
            Ticket = new TicketReference("T-1"),
            PolicyVersion = "v1",
            ExpiresAt = Instant(8),
            Needs = [new DecisionReason("a", RefundVerdict.NeedsApproval, "An é, a \"quote\".", "rule") { Until = Instant(9) }],
            Basis = "basis",
            CreatedAt = Instant(1),
            LeaseUntil = Instant(2),
            MayLeaveUntil = Instant(3),
            DueAt = Instant(4),
            Looks = 5,
            MayHaveLanded = true,
            Refund = new RefundId("re_1"),
            RefundedAt = Instant(6),
            StripeApproval = new StripeApproval("apr_1", new Uri("https://dashboard.stripe.com/a?b=c#d"), Instant(7)),
            FailureCode = "expired_or_canceled_card",
        };

        await ApplyAsync(new StoreBatch { Intent = intent });

        var read = (await Store.GetRefundIntentAsync(Acme, "t1", default))!;
        Assert.That(read.Needs, Is.EqualTo(intent.Needs));
        Assert.That(read, Is.EqualTo(intent with { Version = 1, Needs = read.Needs }));
        Assert.That((await Store.ListOpenRefundsAsync(Acme, DateTimeOffset.MaxValue, 1, default)).Single().ToString(), Is.EqualTo(read.ToString()));
        Assert.That((await Store.GetPaymentLedgerAsync(Whole, Some.Payment, default)).Intents.Single().ToString(), Is.EqualTo(read.ToString()));
        Assert.That(LeftOut(read), Is.Empty);
    }

    [Test]
    public async Task Every_field_of_a_cancellation_survives()
    {
        var intent = new CancellationIntent
        {
            Scope = Whole,
            RequestId = "c1",
            ParametersHash = "hash",
            State = CancellationState.AwaitingStripeApproval,
            Kind = CancellationKind.Now,
            Subscription = Some.Subscription,
            InvoiceNow = true,
            Customer = new CustomerId("cus_1"),
            Identity = ResolutionStatus.Confirmed,
            ConfirmedBy = Actor.Person("agent: 7"),
            Actor = Actor.Person("agent: 7"),
            ApprovedBy = Actor.Person("lead-1"),
            Ticket = new TicketReference("T-1"),
            ExpiresAt = Instant(8),
            Needs = [new DecisionReason("a", RefundVerdict.NeedsApproval, "An é.", "rule") { Until = Instant(9) }],
            Basis = "basis",
            CreatedAt = Instant(1),
            LeaseUntil = Instant(2),
            MayLeaveUntil = Instant(3),
            DueAt = Instant(4),
            Looks = 5,
            MayHaveLanded = true,
            EndsAt = Instant(6),
            StripeApproval = new StripeApproval("apr_1", new Uri("https://dashboard.stripe.com/a?b=c#d"), Instant(7)),
            FailureCode = "stripe.unavailable",
            RefundWanted = CancellationRefund.Prorated,
            RefundPayment = Some.Payment,
            RefundAmount = Money.Of("jpy", 9_007_199_254_740_993),
            Refund = RefundState.RequiresAction,
        };

        await ApplyAsync(new StoreBatch { Cancellation = intent });

        var read = (await Store.GetCancellationAsync(Acme, "c1", default))!;
        Assert.That(read.Needs, Is.EqualTo(intent.Needs));
        Assert.That(read, Is.EqualTo(intent with { Version = 1, Needs = read.Needs }));
        Assert.That((await Store.ListOpenCancellationsAsync(Acme, DateTimeOffset.MaxValue, 1, default)).Single().ToString(), Is.EqualTo(read.ToString()));
        Assert.That((await Store.GetSubscriptionLedgerAsync(Whole, Some.Subscription, default)).Cancellations.Single().ToString(), Is.EqualTo(read.ToString()));
        Assert.That(LeftOut(read), Is.Empty);
    }

    [Test]
    public async Task A_cancellation_may_be_bare()
    {
        await ApplyAsync(new StoreBatch { Cancellation = Some.Cancellation() });

        Assert.That(await Store.GetCancellationAsync(Acme, "c1", default), Is.EqualTo(Some.Cancellation() with { Version = 1 }));
        Assert.That(await Store.ListOpenCancellationsAsync(null, DateTimeOffset.MaxValue, 10, default), Is.Empty);
    }

    [Test]
    public async Task A_refund_request_may_be_bare()
    {
        var bare = Some.Intent() with { Actor = Actor.Assistant("a"), Amount = default };

        await ApplyAsync(new StoreBatch { Intent = bare });

        Assert.That(await Store.GetRefundIntentAsync(Acme, "t1", default), Is.EqualTo(bare with { Version = 1 }));
    }

    [Test]
    public async Task Every_word_survives()
    {
        var states = Enum.GetValues<RefundState>();
        foreach (var state in states)
        {
            await ApplyAsync(new StoreBatch { Intent = Some.Intent($"{state}") with { State = state } });
        }

        foreach (var kind in Enum.GetValues<BillingChangeKind>())
        {
            await ApplyAsync(new StoreBatch { Change = Some.Change() with { Kind = kind } });
        }

        Assert.That((await Store.GetPaymentLedgerAsync(Some.Scope(), Some.Payment, default)).Intents.Select(intent => intent.State), Is.EquivalentTo(states));
        Assert.That((await Store.ReadChangesAsync(Acme, 0, 100, default)).Select(change => change.Kind), Is.EqualTo(Enum.GetValues<BillingChangeKind>()));
    }

    [Test]
    public async Task Every_field_of_a_receipt_survives()
    {
        var received = new ReceivedEvent
        {
            Id = "evt_1",
            Type = "refund.failed",
            CreatedAt = Instant(0),
            ApiVersion = "2026-07-29.dahlia",
            ObjectType = "refund",
            ObjectId = "re_1",
            Customer = "cus_1",
            PaymentIntent = "pi_1",
            Charge = "ch_1",
            Invoice = "in_1",
            Subscription = "sub_1",
            RequestId = "t1",
            RequestMerchant = "acme",
        };
        var receipt = new WebhookReceipt
        {
            Scope = Whole,
            EventId = "evt_1",
            ReceivedAt = Instant(1),
            IsApplied = true,
            IsHandled = true,
            LeaseUntil = Instant(2),
            DueAt = Instant(3),
            Attempts = 4,
            LastError = "handler.failed: InvalidOperationException",
            SetAsideAt = Instant(5),
            Event = received,
        };

        await ApplyAsync(new StoreBatch { Receipt = receipt });

        var read = await Store.GetWebhookReceiptAsync(Whole, "evt_1", default);
        Assert.That(read, Is.EqualTo(receipt with { Version = 1 }));
        Assert.That(LeftOut(read!), Is.Empty);
        Assert.That(LeftOut(read!.Event!), Is.Empty);
    }

    [Test]
    public async Task An_event_that_is_not_applied_yet_is_not_read_as_one_that_is()
    {
        await ApplyAsync(new StoreBatch { Receipt = Some.Waiting() });

        Assert.That(await Store.GetWebhookReceiptAsync(Some.Scope(), "evt_1", default), Is.EqualTo(Some.Waiting() with { Version = 1 }));
    }

    [Test]
    public async Task Every_field_of_a_change_survives()
    {
        var change = new BillingChange
        {
            Scope = Whole,
            Kind = BillingChangeKind.Invoice,
            Customer = new CustomerId("cus_1"),
            Payment = Some.Payment,
            ObjectId = "in_1",
            EventType = "invoice.paid",
            EventId = "evt_1",
            At = Instant(1),
        };

        await ApplyAsync(new StoreBatch { Change = change });

        var read = (await Store.ReadChangesAsync(Acme, 0, 1, default)).Single();
        Assert.That(read, Is.EqualTo(change with { Sequence = 1 }));
        Assert.That(LeftOut(read), Is.Empty);
    }

    [Test]
    public async Task Every_field_of_an_audit_entry_survives()
    {
        var entry = new AuditEntry
        {
            Scope = Whole,
            At = Instant(1),
            Action = AuditActions.RefundOutcome,
            Actor = Actor.Person("agent_1"),
            Ticket = new TicketReference("T-1"),
            Customer = new CustomerId("cus_1"),
            Payment = Some.Payment,
            RequestId = "t1",
            Refund = new RefundId("re_1"),
            Amount = Money.Of("kwd", 10),
            State = RefundState.Succeeded,
            Subscription = new SubscriptionId("sub_1"),
            Cancellation = CancellationState.Scheduled,
            CancellationKind = CancellationKind.Now,
            PolicyVersion = "v1",
            Reasons = [new DecisionReason("code", RefundVerdict.Approved, "message", "rule")],
            Facts = new RefundFacts
            {
                Now = Instant(2),
                Scope = Whole,
                Identity = ResolutionStatus.Verified,
                IsConfirmedByActor = true,
                Actor = ActorKind.Person,
                Amount = Money.Of("kwd", 10),
                Captured = Money.Of("kwd", 30),
                Refunded = Money.Of("kwd", 10),
                PaidAt = Instant(3),
                Reason = RefundReason.Duplicate,
                MethodType = "card",
                EarlierRefunds = 1,
                PaymentStatus = PaymentStatus.Succeeded,
                IsDisputed = true,
                Dispute = DisputeStatus.Won,
                IsRefundableInDispute = true,
                LacksConnectDecision = true,
                IsReportedFraudulent = true,
                Missing = MissingFacts.Disputes,
            },
            Note = "note",
            EventId = "evt_1",
        };

        await ApplyAsync(new StoreBatch { Audit = [entry] });

        var line = (await Store.ReadAuditAsync(Acme, 0, 1, default)).Single();
        Assert.That(line, Is.EqualTo(Chain.Append(AuditAnchor.Start, entry)), "The very text that was tied.");
        Assert.That(Chain.Append(AuditAnchor.Start, line.Read()), Is.EqualTo(line), "And reading it loses nothing.");
        Assert.That(LeftOut(line.Read()), Is.Empty);
    }

    [TestCase("' OR 1=1; DROP TABLE billingcontext_intents; --")]
    [TestCase("\"quoted\" `back` [square] @merchant $1 :x ? % _ \\ \\' \\u0000 {0}")]
    [TestCase("line\nbreak\ttab\r\u0001\u001f\u007f\u0085\u2028")]
    [TestCase("Ünïcödé e\u0301 ẞ İı 日本語 \u202Ertl\uFEFF\uFFFD")]
    [TestCase("😀 👩‍👩‍👧 𝒳 \U0010FFFF")]
    [TestCase(" padded ")]
    public async Task Hostile_texts_survive(string text)
    {
        var intent = Some.Intent(text) with { ParametersHash = text, MethodType = text, PolicyVersion = text, FailureCode = text, StripeApproval = new StripeApproval(text, null, null) };
        var receipt = Some.Receipt(text);
        var change = Some.Change(text) with { EventType = text, EventId = text };
        var entry = Some.Line(text) with { Action = text, Note = text, PolicyVersion = text };
        await ApplyAsync(new StoreBatch { Intent = intent, Receipt = receipt, Change = change, Audit = [entry] });
        await ApplyAsync(new StoreBatch { Intent = intent with { Version = 1 }, Receipt = receipt with { Version = 1 } });

        Assert.That(await Store.GetRefundIntentAsync(Acme, text, default), Is.EqualTo(intent with { Version = 2 }));
        Assert.That(await Store.GetRefundIntentAsync(Acme, text.Trim(), default), text == text.Trim() ? Is.Not.Null : Is.Null);
        Assert.That(await Store.GetWebhookReceiptAsync(Some.Scope(), text, default), Is.EqualTo(receipt with { Version = 2 }));
        Assert.That((await Store.ReadChangesAsync(Acme, 0, 1, default)).Single(), Is.EqualTo(change with { Sequence = 1 }));
        Assert.That((await Store.ReadAuditAsync(Acme, 0, 1, default)).Single(), Is.EqualTo(Chain.Append(AuditAnchor.Start, entry)));
        await VerifyAuditAsync(1);
    }

    [Test]
    public async Task Very_long_texts_survive()
    {
        var text = string.Concat(Enumerable.Repeat("0123456789 äöü 😀 ", 100_000));
        var intent = Some.Intent() with { FailureCode = text };
        var entry = Some.Line() with { Note = text };

        await ApplyAsync(new StoreBatch { Intent = intent, Change = Some.Change(text), Audit = [entry] });

        Assert.That(await Store.GetRefundIntentAsync(Acme, "t1", default), Is.EqualTo(intent with { Version = 1 }));
        Assert.That((await Store.ReadChangesAsync(Acme, 0, 1, default)).Single().ObjectId, Is.EqualTo(text));
        Assert.That((await Store.ReadAuditAsync(Acme, 0, 1, default)).Single(), Is.EqualTo(Chain.Append(AuditAnchor.Start, entry)));
    }

    [Test]
    public async Task Ids_that_look_alike_are_not_the_same()
    {
        string[] ids = ["e\u0301", "é", "E\u0301", "ss", "ß", "SS", "a", "A", "a ", " a", "ａ"];
        foreach (var id in ids)
        {
            await ApplyAsync(new StoreBatch { Intent = Some.Intent(id), Receipt = Some.Receipt(id) });
        }

        foreach (var id in ids)
        {
            Assert.That((await Store.GetRefundIntentAsync(Acme, id, default))!.RequestId, Is.EqualTo(id));
            Assert.That((await Store.GetWebhookReceiptAsync(Some.Scope(), id, default))!.EventId, Is.EqualTo(id));
        }
    }

    protected async Task ApplyAsync(StoreBatch batch) => Assert.That(await Store.CommitAsync(batch, default), Is.EqualTo(StoreCommit.Applied));

    protected ValueTask<PaymentLedger> LedgerAsync() => Store.GetPaymentLedgerAsync(Some.Scope(), Some.Payment, default);

    /// <summary>The whole log follows from its beginning.</summary>
    protected async Task VerifyAuditAsync(int lines)
    {
        var (tail, count) = (AuditAnchor.Start, 0);
        foreach (var line in await Store.ReadAuditAsync(Acme, 0, int.MaxValue, default))
        {
            Assert.That(Chain.Follows(Acme, tail, line), $"Line {line.Sequence} follows.");
            (tail, count) = (line.Anchor, count + 1);
        }

        Assert.That(count, Is.EqualTo(lines));
    }

    /// <summary>What still has its default, so that a field nobody stores is noticed when it is added.</summary>
    protected static List<string> LeftOut(object record) =>
    [
        .. record.GetType().GetProperties(BindingFlags.Public | BindingFlags.Instance)
            .Where(property => property.CanWrite)
            .SelectMany(property => property.GetValue(record) switch
            {
                null => [property.Name],
                ICollection { Count: 0 } => [property.Name],
                ValueType value when value.Equals(Activator.CreateInstance(value.GetType())) => [property.Name],
                { } value when value.GetType().Namespace?.StartsWith("BillingContext", StringComparison.Ordinal) == true && value is not Actor and not Enum =>
                    LeftOut(value).Select(name => $"{property.Name}.{name}"),
                _ => Array.Empty<string>(),
            }),
    ];
}
