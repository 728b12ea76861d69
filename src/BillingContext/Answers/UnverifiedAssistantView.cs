using BillingContext.Customers;

namespace BillingContext.Answers;

/// <summary>What an assistant may know while nobody has verified who is asking. It is the same whether there is such a customer, several, or none.</summary>
/// <remarks>Nothing of it comes from Stripe, so that nobody can find out by asking who is a customer.</remarks>
public sealed record UnverifiedAssistantView
{
    private UnverifiedAssistantView(bool isVerified, Answer answer) => (IsVerified, Answer) = (isVerified, answer);

    /// <summary>Whether the identity is verified. For the rest of what is verified there is <see cref="CustomerView"/>.</summary>
    public bool IsVerified { get; }

    /// <summary>What to say.</summary>
    public Answer Answer { get; }

    /// <summary>What an assistant may know.</summary>
    /// <param name="resolution">Who is asking, and how sure that is.</param>
    public static UnverifiedAssistantView Of(CustomerResolution resolution)
    {
        ArgumentNullException.ThrowIfNull(resolution);
        var isVerified = resolution.Status == ResolutionStatus.Verified;
        return new UnverifiedAssistantView(isVerified, new Answer { Code = isVerified ? "identity.verified" : "identity.not_verified" });
    }
}
