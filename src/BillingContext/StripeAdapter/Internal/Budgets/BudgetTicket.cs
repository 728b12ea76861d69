namespace BillingContext.StripeAdapter.Internal.Budgets;

/// <summary>What a request gets that wants its turn.</summary>
/// <param name="Waiter">It has its turn, or waits for it; null if that would come too late.</param>
/// <param name="Wait">How long it would have to wait, as far as one can tell.</param>
internal readonly record struct BudgetTicket(Waiter? Waiter, TimeSpan Wait);
