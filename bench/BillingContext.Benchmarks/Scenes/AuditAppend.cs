using System.Buffers.Binary;
using System.Text;
using BillingContext.Audit;
using BillingContext.Benchmarks.Floors;
using BillingContext.Benchmarks.Measuring;
using BillingContext.Customers;
using BillingContext.Payments;
using BillingContext.Refunds;

namespace BillingContext.Benchmarks.Scenes;

/// <summary>The line of a recorded refund with its reasons and facts, and both ways to its link.</summary>
internal sealed class AuditAppend
{
    private static readonly byte[] Key = [.. Enumerable.Range(1, 32).Select(value => (byte)value)];
    private static readonly StripeScope Scope = new(new MerchantId("acme"), null, Livemode: true);
    private static readonly DateTimeOffset Now = new(2026, 11, 2, 9, 0, 0, 123, TimeSpan.Zero);

    private readonly AuditChain chain;
    private readonly AuditAnchor tail;
    private readonly AuditEntry entry = Recorded();
    private readonly AuditLinkFloor floor;

    internal AuditAppend()
    {
        var key = AuditKey.Parse(Convert.ToBase64String(Key));
        chain = new AuditChain(key);
        tail = chain.Append(AuditAnchor.Start, entry).Anchor;
        var line = Append();
        floor = new AuditLinkFloor(Key, key.Name, [.. Part(Scope.Merchant.Value), .. Part(tail.Link), .. Part(line.Body)]);
        Same.Require(line.Link, LinkByFloor());
    }

    internal AuditLine Append() => chain.Append(tail, entry);

    internal string LinkByFloor() => floor.Link();

    private static byte[] Part(string text)
    {
        var bytes = Encoding.UTF8.GetBytes(text);
        var length = new byte[sizeof(int)];
        BinaryPrimitives.WriteInt32BigEndian(length, bytes.Length);
        return [.. length, .. bytes];
    }

    private static AuditEntry Recorded() => new()
    {
        Scope = Scope,
        At = Now,
        Action = AuditActions.RefundRecorded,
        Actor = Actor.Person("agent_7"),
        Ticket = new TicketReference("T-1042"),
        Customer = new CustomerId("cus_QXg1o8vlGmoR32"),
        Payment = new PaymentId("pi_3PgafmB7WZ01zgkW6dKueIc5"),
        RequestId = "ticket-1042-1",
        Amount = Money.Of("usd", 1_200),
        State = RefundState.InProgress,
        PolicyVersion = "sha256:00112233445566778899aabbccddeeff",
        Reasons =
        [
            new("guardrails.passed", RefundVerdict.Approved, "Identity, ownership, amount and disputes are in order."),
            new("policy.rule_held", RefundVerdict.Approved, "12.00 USD is at most 150.00 USD; paid 3 days ago; the rule allows 30.", "small and recent"),
            new("policy.rule_not_held", RefundVerdict.NeedsApproval, "A person asks, and the rule is for assistants.", "assistants ask"),
            new("policy.rule_not_held", RefundVerdict.Denied, "Paid 3 days ago, not more than 180.", "long ago"),
        ],
        Facts = new RefundFacts
        {
            Now = Now,
            Scope = Scope,
            Identity = ResolutionStatus.Verified,
            Actor = ActorKind.Person,
            Amount = Money.Of("usd", 1_200),
            Captured = Money.Of("usd", 4_200),
            Refunded = Money.Of("usd", 0),
            PaidAt = Now.AddDays(-3),
            MethodType = "card",
            PaymentStatus = PaymentStatus.Succeeded,
        },
        Note = "Arrived broken.",
    };
}
