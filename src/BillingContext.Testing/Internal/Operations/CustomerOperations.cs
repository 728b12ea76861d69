using BillingContext.Testing.Internal.Records;

namespace BillingContext.Testing.Internal.Operations;

/// <summary>https://docs.stripe.com/api/customers</summary>
internal static class CustomerOperations
{
    public static CustomerRecord Add(Books books, CustomerRecord customer, long at)
    {
        books.Put(customer, at);
        books.Emit("customer.created", at, customer);
        return customer;
    }

    public static CustomerRecord Change(Books books, CustomerRecord customer, long at)
    {
        var before = books.Customers[customer.Id];
        books.Put(customer, at);
        books.Emit("customer.updated", at, customer, before);
        return customer;
    }

    /// <summary>Its payments stay, its subscriptions end: https://docs.stripe.com/api/customers/delete</summary>
    public static CustomerRecord Delete(Books books, CustomerRecord customer, long at)
    {
        var running = Table<SubscriptionRecord>.Newest(books.SubscriptionsByCustomer.Of(customer.Id)).Where(s => !s.Ended).ToList();
        foreach (var subscription in running)
        {
            SubscriptionOperations.Cancel(books, subscription, "cancellation_requested", null, null, at);
        }

        var deleted = books.Put(customer with { Deleted = true }, at);

        // The event shows the customer as it was: https://docs.stripe.com/api/events/types#event_types-customer.deleted
        books.Emit("customer.deleted", at, customer);
        return deleted;
    }
}
