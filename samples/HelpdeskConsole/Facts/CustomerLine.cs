using BillingContext.Customers;
using BillingContext.Payments;

namespace HelpdeskConsole.Facts;

/// <summary>The customer, as far as Stripe tells.</summary>
internal sealed record CustomerLine(
    string? Id, CustomerState State, string? Name, string? Email, DateTimeOffset? Since, bool IsDelinquent, Amount? Balance, Uri? Link)
{
    internal static CustomerLine Of(PaymentContext context)
    {
        var id = context.Resolution.Customer;
        return new CustomerLine(
            id?.Value,
            context.State,
            context.Customer?.Name,
            context.Customer?.Email,
            context.Customer?.CreatedAt,
            context.Customer?.IsDelinquent ?? false,
            Amount.OfSome(context.Customer?.Balance),
            id is { } customer ? context.Links.For(customer) : null);
    }

    internal static CustomerLine Of(Customer customer) => new(
        customer.Id.Value, CustomerState.Known, customer.Name, customer.Email, customer.CreatedAt, customer.IsDelinquent, Amount.OfSome(customer.Balance), null);
}
