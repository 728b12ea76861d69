using BillingContext;
using BillingContext.Customers;

namespace HelpdeskConsole.Facts;

/// <summary>An agent checked who is asking.</summary>
internal sealed record ConfirmationFact(string By, string Customer, string Evidence, string Was, string Is) : Fact
{
    internal static ConfirmationFact Of(CustomerResolution before, CustomerResolution after, Actor by, string evidence) => new(
        by.ToString(), after.Customer?.Value ?? "", evidence, IdentityWords.Of(before).Badge, IdentityWords.Of(after).Badge);
}
