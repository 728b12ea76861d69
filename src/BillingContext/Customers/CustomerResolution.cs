namespace BillingContext.Customers;

/// <summary>Who is asking, and how sure we are. Everything that follows carries it.</summary>
public sealed record CustomerResolution
{
    private CustomerResolution(StripeScope scope, ResolutionStatus status) => (Scope, Status) = (scope, status);

    /// <summary>Merchant, account and mode the answer holds for.</summary>
    public StripeScope Scope { get; }

    /// <summary>How sure we are.</summary>
    public ResolutionStatus Status { get; }

    /// <summary>The customer; null if nobody or several match, or if only one payment is vouched for.</summary>
    public CustomerId? Customer { get; private init; }

    /// <summary>The only payment this resolution reaches: a guest's, vouched for by the host.</summary>
    public PaymentId? Payment { get; private init; }

    /// <summary>Who may be meant, oldest first: one if unverified, several if ambiguous.</summary>
    public IReadOnlyList<Customer> Candidates { get; private init; } = [];

    /// <summary>The person who confirmed the customer, and for whom alone the confirmation holds.</summary>
    public Actor? ConfirmedBy { get; private init; }

    /// <summary>The ticket, for the audit log.</summary>
    public TicketReference Ticket { get; init; }

    /// <summary>What was not searched, so that "not found" is never more than it is.</summary>
    public IReadOnlyList<DataGap> Missing { get; private init; } = [];

    /// <summary>When the candidates were read (UTC); null if nothing was read.</summary>
    public DateTimeOffset? AsOf { get; private init; }

    /// <summary>The host vouches for the customer id.</summary>
    /// <exception cref="ArgumentException">The id is empty.</exception>
    public static CustomerResolution VerifiedCustomer(StripeScope scope, CustomerId customer) =>
        new(scope, ResolutionStatus.Verified)
        {
            Customer = customer != default ? customer : throw new ArgumentException("The customer id is empty.", nameof(customer)),
        };

    /// <summary>The host vouches for one payment, and nothing else is reached.</summary>
    /// <exception cref="ArgumentException">The id is empty.</exception>
    public static CustomerResolution VerifiedPayment(StripeScope scope, PaymentId payment) =>
        new(scope, ResolutionStatus.Verified)
        {
            Payment = payment != default ? payment : throw new ArgumentException("The payment id is empty.", nameof(payment)),
        };

    /// <summary>Customers found by e-mail: none, one (unverified) or several (ambiguous).</summary>
    /// <param name="scope">Where they were looked for.</param>
    /// <param name="matches">Who was found.</param>
    /// <param name="missing">What was not searched.</param>
    /// <param name="asOf">When they were read (UTC).</param>
    public static CustomerResolution FromMatches(
        StripeScope scope, IReadOnlyList<Customer> matches, IReadOnlyList<DataGap> missing, DateTimeOffset asOf)
    {
        ArgumentNullException.ThrowIfNull(matches);
        ArgumentNullException.ThrowIfNull(missing);
        return matches.Count switch
        {
            0 => new(scope, ResolutionStatus.NotFound) { Missing = missing, AsOf = asOf },
            1 => new(scope, ResolutionStatus.Unverified) { Customer = matches[0].Id, Candidates = matches, Missing = missing, AsOf = asOf },
            _ => new(scope, ResolutionStatus.Ambiguous) { Candidates = matches, Missing = missing, AsOf = asOf },
        };
    }

    /// <summary>A resolution as it was when something was recorded on it.</summary>
    internal static CustomerResolution Recorded(
        StripeScope scope, ResolutionStatus status, CustomerId? customer, PaymentId? payment, Actor? confirmedBy) =>
        new(scope, status) { Customer = customer, Payment = payment, ConfirmedBy = confirmedBy };

    /// <summary>This resolution with the customer a person confirmed. Use <see cref="ICustomerResolver.ConfirmAsync"/>, which also records it.</summary>
    /// <exception cref="ArgumentException">The candidate is not one of ours, or the actor is not a person.</exception>
    public CustomerResolution Confirm(CustomerId candidate, Actor confirmedBy)
    {
        ArgumentNullException.ThrowIfNull(confirmedBy);
        if (confirmedBy.Kind != ActorKind.Person)
        {
            throw new ArgumentException("Only a person can confirm a customer, not an assistant or a rule.", nameof(confirmedBy));
        }

        if (Candidates.All(known => known.Id != candidate))
        {
            throw new ArgumentException("This customer is not among the candidates of the resolution.", nameof(candidate));
        }

        return new(Scope, ResolutionStatus.Confirmed)
        {
            Customer = candidate,
            Candidates = Candidates,
            ConfirmedBy = confirmedBy,
            Ticket = Ticket,
            Missing = Missing,
            AsOf = AsOf,
        };
    }

    /// <summary>Status, scope and ids only.</summary>
    public override string ToString() => $"{Status} {Customer?.Value ?? Payment?.Value ?? "nobody"} in {Scope}";
}
