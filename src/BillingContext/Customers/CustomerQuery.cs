using System.Text.Json.Serialization;

namespace BillingContext.Customers;

/// <summary>What the host knows about who is asking. Ids count before the e-mail, and only they verify.</summary>
/// <remarks>
/// Give an id only if the person cannot have written it: from the host's own session or database, a signed token, or
/// custom data that the host's own code attached. An id that the customer typed belongs into a search, not here.
/// </remarks>
public sealed record CustomerQuery
{
    /// <summary>The merchant whose customer this is.</summary>
    public MerchantId Merchant { get; init; }

    /// <summary>The Stripe customer the host vouches for.</summary>
    public CustomerId? CustomerId { get; init; }

    /// <summary>The one payment the host vouches for: a guest's, who is no Stripe customer. Not used if there is a customer id.</summary>
    public PaymentId? PaymentId { get; init; }

    /// <summary>The address the ticket came from. Left out of <c>ToString</c> and of JSON.</summary>
    [JsonIgnore]
    public string? Email { get; init; }

    /// <summary>The ticket, for the audit log.</summary>
    public TicketReference Ticket { get; init; }

    /// <summary>By a customer id the host vouches for.</summary>
    public static CustomerQuery ForCustomer(CustomerId id, MerchantId merchant = default) => new() { CustomerId = id, Merchant = merchant };

    /// <summary>By a payment id the host vouches for, when the payer is no Stripe customer.</summary>
    public static CustomerQuery ForPayment(PaymentId id, MerchantId merchant = default) => new() { PaymentId = id, Merchant = merchant };

    /// <summary>By the ticket's e-mail address: never verified.</summary>
    public static CustomerQuery ForEmail(string email, MerchantId merchant = default) => new() { Email = email, Merchant = merchant };

    /// <summary>The ids only.</summary>
    public override string ToString() =>
        $"{Merchant}: {CustomerId?.Value ?? PaymentId?.Value ?? (Email is null ? "nothing" : "e-mail")}";
}
