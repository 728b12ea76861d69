using BillingContext.Benchmarks.Floors;
using BillingContext.Benchmarks.Measuring;
using BillingContext.Payments;
using BillingContext.Refunds;
using BillingContext.StripeAdapter;
using BillingContext.Testing;

namespace BillingContext.Benchmarks.Scenes;

/// <summary>One refund to post, with the answer the simulator gave to it, and both ways to post it.</summary>
internal sealed class RefundPost
{
    private const string IdempotencyKey = "bctx-7b6f2c1e-refund-ticket-1042-1";

    private readonly NewRefund refund;
    private readonly Adapter adapter;
    private readonly PostFloor floor;

    internal RefundPost()
    {
        var simulator = new StripeSimulator();
        var paid = simulator.Account.Pay(simulator.Account.AddCustomer("buyer@example.com", "Bo Buyer"), 4_200);
        refund = new NewRefund
        {
            Payment = new PaymentId(paid.PaymentIntentId!),
            Amount = Money.Of("usd", 1_200),
            Reason = RefundReason.RequestedByCustomer,
            Metadata = [new(Refund.RequestIdMetadataKey, "ticket-1042-1"), new(Refund.MerchantMetadataKey, "default")],
        };

        var answer = Rehearse(simulator);
        adapter = new Adapter(new CannedHandler(answer));
        floor = new PostFloor(new HttpClient(new CannedHandler(answer)), StripeSimulator.SecretKey);
        Same.Require(Post(), PostByFloor());
    }

    internal Refund Post() => PostBy(adapter);

    internal Refund PostByFloor() => InMemory.Result(floor.PostAsync(refund, IdempotencyKey));

    /// <summary>Posts both ways to the simulator, which must see the same request twice, and gives its answer.</summary>
    private byte[] Rehearse(StripeSimulator simulator)
    {
        using var ours = new RecordingHandler { InnerHandler = simulator.CreateHandler() };
        using var byHand = new RecordingHandler { InnerHandler = simulator.CreateHandler() };
        var rehearsal = new Adapter(ours);
        using var hand = new HttpClient(byHand);
        PostBy(rehearsal);
        InMemory.Result(new PostFloor(hand, StripeSimulator.SecretKey).PostAsync(refund, IdempotencyKey));
        Same.Require(ours.Request, byHand.Request);
        return ours.Answer;
    }

    private Refund PostBy(Adapter by) =>
        InMemory.Result(by.Stripe.CreateRefundAsync(by.Scope, refund, IdempotencyKey, DateTimeOffset.MaxValue, CancellationToken.None)).Value
        ?? throw new InvalidOperationException("The refund was not made.");
}
