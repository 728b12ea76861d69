using System.Diagnostics.CodeAnalysis;
using BillingContext.Internal;
using BillingContext.StripeAdapter.Internal.Budgets;
using Polly;
using Polly.Retry;
using Polly.Timeout;

namespace BillingContext.StripeAdapter.Internal;

/// <summary>
/// The Polly pipeline around each attempt: retry with jitter, or after what Stripe asked for; its turn; a timeout for each attempt. The
/// total is a deadline both respect, not a third strategy: cancelling a waiting retry would move the call to another thread.
/// </summary>
internal sealed class StripeResilience(TimeProvider time, IRandomSource random, RequestBudgets budgets)
{
    private static readonly TimeSpan FirstDelay = TimeSpan.FromMilliseconds(500);
    private static readonly TimeSpan LongestDelay = TimeSpan.FromSeconds(8);
    private static readonly TimeSpan ShortestAttempt = TimeSpan.FromMilliseconds(50);
    private static readonly ResiliencePropertyKey<StripeCall> CallKey = new("billingcontext.call");

    private volatile Built? latest;

    internal async ValueTask<StripeAnswer> ExecuteAsync(
        StripeOptions options, StripeCall call, Func<StripeCall, CancellationToken, ValueTask<StripeAnswer>> attempt)
    {
        // The options are the same object until configuration is reloaded.
        var built = latest;
        if (built?.Source != options)
        {
            latest = built = new Built(options, Build(options));
        }

        var context = ResilienceContextPool.Shared.Get(continueOnCapturedContext: false);
        context.Properties.Set(CallKey, call);
        try
        {
            return await built.Pipeline.ExecuteAsync(
                static (context, state) => state.Attempt(state.Call, context.CancellationToken),
                context,
                (Attempt: attempt, Call: call)).ConfigureAwait(false);
        }
        finally
        {
            ResilienceContextPool.Shared.Return(context);
        }
    }

    [UnconditionalSuppressMessage("Trimming", "IL2026", Justification = "Polly validates a strategy's options by reflection; those of the turn have nothing in them.")]
    private ResiliencePipeline<StripeAnswer> Build(StripeOptions options)
    {
        var builder = new ResiliencePipelineBuilder<StripeAnswer> { TimeProvider = time };
        if (options.MaxRetries > 0)
        {
            builder.AddRetry(new RetryStrategyOptions<StripeAnswer>
            {
                MaxRetryAttempts = options.MaxRetries,
                BackoffType = DelayBackoffType.Exponential,
                UseJitter = true,
                Delay = FirstDelay,
                MaxDelay = LongestDelay,
                Randomizer = random.NextDouble,
                ShouldHandle = args => new ValueTask<bool>(
                    args.Outcome.Result.Failure is { ShouldRetry: true } failure
                    && Remaining(args.Context) > (failure.RetryAfter ?? TimeSpan.Zero) + ShortestAttempt),
                DelayGenerator = args => new ValueTask<TimeSpan?>(args.Outcome.Result.Failure?.RetryAfter),
            });
        }

        if (options.Budget.Enabled)
        {
            builder.AddStrategy(_ => new TurnStrategy(budgets, options, CallKey), new TurnStrategyOptions());
        }

        return builder
            .AddTimeout(new TimeoutStrategyOptions
            {
                TimeoutGenerator = args =>
                {
                    var remaining = Remaining(args.Context);
                    // Zero or less would mean no timeout at all.
                    return new ValueTask<TimeSpan>(
                        remaining < ShortestAttempt ? ShortestAttempt : remaining < options.AttemptTimeout ? remaining : options.AttemptTimeout);
                },
            })
            .Build();
    }

    private TimeSpan Remaining(ResilienceContext context) =>
        time.GetElapsedTime(time.GetTimestamp(), context.Properties.GetValue(CallKey, null!).Deadline);

    private sealed class TurnStrategyOptions : ResilienceStrategyOptions;

    private sealed record Built(StripeOptions Source, ResiliencePipeline<StripeAnswer> Pipeline);
}
