namespace BillingContext.StripeAdapter.Internal.Budgets;

/// <summary>A request's turn, until it is ended; or none, and when there may be one.</summary>
internal readonly record struct BudgetTurn(AccountBudget Account, Waiter? Waiter, TimeSpan Wait)
{
    internal void End(StripeFailure? failure) => Account.End(Waiter!, failure);
}
