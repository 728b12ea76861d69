using Polly;

namespace BillingContext.StripeAdapter.Internal.Budgets;

/// <summary>The part of the pipeline that waits for an attempt's turn: inside the retries, outside the attempt's timeout, so that waiting is never taken for an answer that was lost.</summary>
internal sealed class TurnStrategy(RequestBudgets budgets, StripeOptions options, ResiliencePropertyKey<StripeCall> callKey)
    : ResilienceStrategy<StripeAnswer>
{
    private readonly BudgetTerms live = BudgetTerms.Of(options.Budget, livemode: true);
    private readonly BudgetTerms test = BudgetTerms.Of(options.Budget, livemode: false);

    protected override async ValueTask<Outcome<StripeAnswer>> ExecuteCore<TState>(
        Func<ResilienceContext, TState, ValueTask<Outcome<StripeAnswer>>> callback, ResilienceContext context, TState state)
    {
        var call = context.Properties.GetValue(callKey, null!);
        BudgetTurn turn;
        try
        {
            turn = await budgets.TakeAsync(call, options, call.Scope.Livemode ? live : test).ConfigureAwait(false);
        }
        catch (OperationCanceledException exception)
        {
            return Outcome.FromException<StripeAnswer>(exception);
        }

        if (turn.Waiter is null)
        {
            // What an earlier attempt came to says more than that there is no time for another.
            var failure = call.LatestFailure is { } earlier ? earlier with { ShouldRetry = false } : StripeErrors.Busy(call.Operation, turn.Wait);
            return Outcome.FromResult(new StripeAnswer(null, failure));
        }

        StripeFailure? came = null;
        try
        {
            var outcome = await callback(context, state).ConfigureAwait(false);
            came = outcome.Exception is null ? outcome.Result.Failure : null;
            return outcome;
        }
        finally
        {
            turn.End(came);
        }
    }
}
