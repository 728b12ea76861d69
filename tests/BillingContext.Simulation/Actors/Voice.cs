using BillingContext.Refunds;
using BillingContext.Simulation.Nodes;
using BillingContext.Simulation.Running;
using BillingContext.Simulation.Scenes;
using BillingContext.Simulation.Worlds;
using BillingContext.Subscriptions;
using Microsoft.Extensions.DependencyInjection;

namespace BillingContext.Simulation.Actors;

/// <summary>Says yes or no to a node, whoever it is that says so.</summary>
internal sealed class Voice(History history, Merchant merchant)
{
    private const int MostAttempts = 3;

    /// <summary>Says it, and again if nobody answered.</summary>
    internal async Task SayAsync(Waiting waiting, ApprovalAnswer answer, bool isYes = true, Node? on = null)
    {
        for (var attempt = 0; attempt < MostAttempts; attempt++)
        {
            if (on is { IsUp: true } node || (node = history.AnyNode()!) is not null)
            {
                if (await SayOnceAsync(waiting, answer, isYes, node).ConfigureAwait(false))
                {
                    return;
                }
            }

            on = null;
            await history.World.DelayAsync(history.World.Span(TimeSpan.FromSeconds(1), TimeSpan.FromMinutes(2))).ConfigureAwait(false);
        }
    }

    private async Task<bool> SayOnceAsync(Waiting waiting, ApprovalAnswer answer, bool isYes, Node node)
    {
        history.World.Note($"{node.Name} is told {(isYes ? "yes" : "no")} to {answer}");
        if (isYes)
        {
            history.Checks.Approvals.Says(answer);
        }

        var call = history.Checks.Decisions.Begin(merchant, answer.RequestId);
        try
        {
            var reasons = waiting.IsCancellation
                ? (await node.AskAsync(Activity.Approval, services => EndAsync(services.GetRequiredService<ISubscriptionService>())).ConfigureAwait(false)).Reasons
                : (await node.AskAsync(Activity.Approval, services => RefundAsync(services.GetRequiredService<IRefundService>())).ConfigureAwait(false)).Reasons;
            history.World.Note($"{node.Name} says {answer.RequestId}: {string.Join(", ", reasons.Select(reason => reason.Code))}");
            Count(reasons);
            return true;
        }
        catch (Exception exception) when (exception is NodeDiedException or BillingException)
        {
            history.World.Note($"{node.Name} fails {answer.RequestId}: {(exception as BillingException)?.Code ?? exception.GetType().Name}");
            return false;
        }
        finally
        {
            history.Checks.Decisions.End(call);
        }

        Task<RefundResult> RefundAsync(IRefundService refunds) => isYes ? refunds.ApproveAsync(answer) : refunds.RejectAsync(answer);

        Task<CancellationResult> EndAsync(ISubscriptionService subscriptions) => isYes ? subscriptions.ApproveAsync(answer) : subscriptions.RejectAsync(answer);
    }

    /// <summary>What came in the way of it.</summary>
    private void Count(IReadOnlyList<DecisionReason> reasons)
    {
        foreach (var code in reasons.Select(reason => reason.Code).Distinct())
        {
            switch (code)
            {
                case "approval.expired":
                    history.Fired(Fault.ApprovalLate);
                    break;
                case "approval.not_as_seen" or "approval.closed":
                    history.Fired(Fault.ApprovalOutdated);
                    break;
                case "approval.facts_changed" or "approval.policy_changed":
                    history.Fired(Fault.ApprovalChanged);
                    break;
            }
        }
    }
}
