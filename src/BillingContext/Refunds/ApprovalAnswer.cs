namespace BillingContext.Refunds;

/// <summary>A person's answer to a refund or a cancellation that needs approval.</summary>
/// <remarks>It holds for one request, once, as the person saw it: if that changed since, the answer is refused and nothing moves.</remarks>
public sealed partial record ApprovalAnswer
{
    /// <summary>Whose request.</summary>
    public required MerchantId Merchant { get; init; }

    /// <summary>The host's id of the request.</summary>
    public required string RequestId { get; init; }

    /// <summary>The version of the record the person saw, from the list of approvals.</summary>
    public required long Version { get; init; }

    /// <summary>Who answers: a person, as the host signed them in. An assistant or an automation is refused.</summary>
    public required Actor By { get; init; }

    /// <summary>How much of a refund is approved, if it is less than was asked for; null for all of it. A cancellation is approved as it is.</summary>
    public Money? Amount { get; init; }

    /// <summary>A note for the audit log, up to 500 characters. Stripe never sees it.</summary>
    public string? Note { get; init; }

    /// <summary>Ids and amount only.</summary>
    public override string ToString() => $"{Merchant} {RequestId} version {Version}: {Amount?.ToString() ?? "as it is"} by {By}";
}
