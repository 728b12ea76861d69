namespace BillingContext.StripeAdapter.Internal.Budgets;

/// <summary>What an account's budget is held to: Stripe's limits (https://docs.stripe.com/rate-limits), times this process's share.</summary>
internal sealed record BudgetTerms(Rate Account, Rate Endpoint, Rate Search, int MaxConcurrent, int MaxQueued)
{
    private const int Live = 100;
    private const int Test = 25;
    private const int Searches = 20;

    internal static BudgetTerms Of(RequestBudgetOptions options, bool livemode)
    {
        var share = options.Share / options.Nodes;
        return new BudgetTerms(
            Rate.Of((options.RequestsPerSecond ?? (livemode ? Live : Test)) * share),
            Rate.Of(options.RequestsPerSecondPerEndpoint * share),
            Rate.Of(Math.Min(options.RequestsPerSecondPerEndpoint, Searches) * share),
            options.MaxConcurrent,
            options.MaxQueued);
    }
}
