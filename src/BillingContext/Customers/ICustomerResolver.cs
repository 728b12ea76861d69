namespace BillingContext.Customers;

/// <summary>Who is asking, and how sure are we?</summary>
public interface ICustomerResolver
{
    /// <summary>Finds the customer of a ticket. By an id the host vouches for there is no call to Stripe; by e-mail there are two, in parallel.</summary>
    /// <returns>Nobody and several are results, not exceptions.</returns>
    /// <exception cref="ArgumentException">The query has neither an id nor an e-mail.</exception>
    /// <exception cref="BillingException">The merchant is unknown, or Stripe could not be asked.</exception>
    Task<CustomerResolution> ResolveAsync(CustomerQuery query, CancellationToken cancellationToken = default);

    /// <summary>Records that a person checked who is asking. It holds for what that person asks for, and for nothing automatic.</summary>
    /// <param name="resolution">The unverified or ambiguous resolution.</param>
    /// <param name="candidate">Which of its candidates it is.</param>
    /// <param name="confirmedBy">The person who checked.</param>
    /// <param name="evidence">What they checked, such as "read out the last four digits"; kept in the audit log, up to 500 characters.</param>
    /// <param name="cancellationToken">Stops before anything is recorded.</param>
    /// <exception cref="ArgumentException">No such candidate, no evidence, or the actor is not a person.</exception>
    Task<CustomerResolution> ConfirmAsync(
        CustomerResolution resolution, CustomerId candidate, Actor confirmedBy, string evidence, CancellationToken cancellationToken = default);
}
