using BillingContext.Customers;
using BillingContext.StripeAdapter.Internal.Wire;

namespace BillingContext.StripeAdapter.Internal.Reading;

internal static class CustomerReading
{
    internal static Customer ToCustomer(this WireCustomer wire) => new()
    {
        Id = WireValues.Id(wire.Id, "customer", static id => new CustomerId(id)),
        IsDeleted = wire.Deleted ?? false,
        Livemode = wire.Livemode ?? false,
        Email = wire.Email,
        Name = wire.Name,
        Phone = wire.Phone,
        CreatedAt = wire.Created.ToInstant(),
        IsDelinquent = wire.Delinquent ?? false,
        Balance = wire is { Balance: { } balance, Currency: not null } ? balance.ToMoney(wire.Currency) : null,
    };
}
