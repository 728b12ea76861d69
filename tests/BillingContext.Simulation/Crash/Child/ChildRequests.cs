using BillingContext.Customers;
using BillingContext.Refunds;
using BillingContext.Subscriptions;
using Microsoft.Extensions.DependencyInjection;

namespace BillingContext.Simulation.Crash.Child;

/// <summary>What the host's people and assistants ask for, in the words of the library.</summary>
internal sealed class ChildRequests(IServiceProvider provider, CustomerResolution customer)
{
    private static readonly Actor Agent = Actor.Person("agent_7");

    private readonly IRefundService refunds = provider.GetRequiredService<IRefundService>();
    private readonly ISubscriptionService subscriptions = provider.GetRequiredService<ISubscriptionService>();

    internal Task<string> AskAsync(Deed deed, Ask ask) => deed switch
    {
        Deed.Cancellation => CancelAsync(ask),
        Deed.Approval => RefundAndApproveAsync(ask),
        _ => RefundAsync(ask, Agent),
    };

    private async Task<string> RefundAsync(Ask ask, Actor actor) => Words(await refunds.RefundAsync(RequestOf(ask, actor)));

    /// <summary>An assistant asks; a person approves what is on the list.</summary>
    private async Task<string> RefundAndApproveAsync(Ask ask)
    {
        var asked = await refunds.RefundAsync(RequestOf(ask, Actor.Assistant("assistant_1")));
        if (asked.State != RefundState.NeedsApproval)
        {
            return Words(asked);
        }

        var waiting = await refunds.ListApprovalsAsync(MerchantId.Default);
        var answer = new ApprovalAnswer
        {
            Merchant = MerchantId.Default,
            RequestId = ask.RequestId,
            Version = waiting.Single(intent => intent.RequestId == ask.RequestId).Version,
            By = Agent,
        };
        return Words(await refunds.ApproveAsync(answer));
    }

    private async Task<string> CancelAsync(Ask ask)
    {
        var result = await subscriptions.CancelAsync(new CancellationRequest
        {
            RequestId = ask.RequestId,
            Customer = customer,
            Subscription = new SubscriptionId(ask.Target),
            Kind = CancellationKind.Now,
            Refund = CancellationRefund.Full,
            Actor = Agent,
        });
        return Words($"{result.State}", result.IsRepeat, result.Reasons[0]);
    }

    private RefundRequest RequestOf(Ask ask, Actor actor) => new()
    {
        RequestId = ask.RequestId,
        Customer = customer,
        Payment = new PaymentId(ask.Target),
        Amount = Money.Of("usd", ask.Amount),
        Actor = actor,
    };

    private static string Words(RefundResult result) => Words($"{result.State}", result.IsRepeat, result.Reasons[0]);

    private static string Words(string state, bool isRepeat, DecisionReason reason) => $"{state}{(isRepeat ? " repeat" : "")} {reason.Code}";
}
