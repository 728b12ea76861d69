using BillingContext.Testing.Internal;
using BillingContext.Testing.Internal.Operations;
using BillingContext.Testing.Internal.Records;

namespace BillingContext.Testing;

/// <summary>Customers come, change and go.</summary>
public static class CustomerSetup
{
    /// <summary>Adds a customer and returns its id, which may be chosen.</summary>
    public static string AddCustomer(
        this SimulatedAccount account,
        string? email = null,
        string? name = null,
        string? id = null,
        IReadOnlyDictionary<string, string>? metadata = null,
        string? phone = null,
        string? description = null,
        long balance = 0,
        DateTimeOffset? createdAt = null)
    {
        ArgumentNullException.ThrowIfNull(account);

        return account.Do((books, now) =>
        {
            var at = createdAt?.ToUnixTimeSeconds() ?? now;
            var customer = new CustomerRecord
            {
                Id = id ?? books.Ids.Customer(),
                Created = at,
                Email = email,
                Name = name,
                Phone = phone,
                Description = description,
                Balance = balance,
                Metadata = SimulatedAccount.Copy(metadata),
            };
            if (books.Customers.Find(customer.Id) is not null)
            {
                throw new ArgumentException($"There is a customer {customer.Id} already.", nameof(id));
            }

            return CustomerOperations.Add(books, customer, at).Id;
        });
    }

    /// <summary>Changes what is given and leaves the rest.</summary>
    public static void UpdateCustomer(
        this SimulatedAccount account,
        string id,
        string? email = null,
        string? name = null,
        IReadOnlyDictionary<string, string>? metadata = null,
        string? phone = null,
        long? balance = null,
        bool? delinquent = null)
    {
        ArgumentNullException.ThrowIfNull(account);

        account.Do((books, now) =>
        {
            var before = SetupLookup.Customer(books, id);
            var after = before with
            {
                Email = email ?? before.Email,
                Name = name ?? before.Name,
                Phone = phone ?? before.Phone,
                Balance = balance ?? before.Balance,
                Delinquent = delinquent ?? before.Delinquent,
                Metadata = metadata is null ? before.Metadata : SimulatedAccount.Copy(metadata),
            };
            CustomerOperations.Change(books, after, now);
        });
    }

    /// <summary>Deletes a customer: its payments stay, its subscriptions end.</summary>
    public static void DeleteCustomer(this SimulatedAccount account, string id)
    {
        ArgumentNullException.ThrowIfNull(account);

        account.Do((books, now) =>
        {
            CustomerOperations.Delete(books, SetupLookup.Customer(books, id), now);
        });
    }
}
