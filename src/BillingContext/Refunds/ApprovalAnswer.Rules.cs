namespace BillingContext.Refunds;

/// <content>When an answer counts: pure. The host's own rules come after these.</content>
public sealed partial record ApprovalAnswer
{
    internal const int LongestNote = 500;

    internal static DecisionReason NotFound { get; } = Denied("approval.not_found", "Nothing of this merchant's waits for approval under this request id.");

    internal static DecisionReason Closed { get; } = Denied("approval.closed", "It does not wait for approval any more. What became of it is said below.");

    internal static DecisionReason Rejected { get; } = Denied("approval.rejected", "A person rejected it. To ask again takes a new request id.");

    internal static DecisionReason Expired { get; } = Denied("approval.expired", "Nobody approved it in time. Ask again, with the same request id.");

    internal static DecisionReason NoAuthority { get; } = Denied("approval.no_authority", "This person may not approve this. Somebody with the authority must.");

    internal static DecisionReason PolicyChanged { get; } = Denied(
        "approval.policy_changed", "The merchant's rules changed since it was asked for. It was looked at anew: see the reasons, and approve it again if it is still right.");

    internal static DecisionReason FactsChanged { get; } = Denied(
        "approval.facts_changed", "What it is about changed since it was asked for. It was looked at anew: see the reasons, and approve it again if it is still right.");

    internal static DecisionReason Given(Actor by) => new("approval.given", RefundVerdict.Approved, $"{by} approved it.");

    /// <summary>What makes an answer one at all; whether it counts is another matter.</summary>
    internal void Check()
    {
        ArgumentNullException.ThrowIfNull(By, "answer");
        ArgumentNullException.ThrowIfNull(RequestId, "answer");
        if (Note?.Length > LongestNote)
        {
            throw new ArgumentException($"{nameof(Note)} is longer than {LongestNote} characters.", "answer");
        }
    }

    /// <summary>Why it does not count; null if it does, as far as we can tell.</summary>
    /// <param name="question">What it would approve.</param>
    /// <param name="version">The version of the record.</param>
    /// <param name="expiresAt">Until when the record can be approved.</param>
    /// <param name="allowOwn">Whether a person may approve what they asked for.</param>
    /// <param name="now">The instant (UTC).</param>
    internal DecisionReason? WhyNot(ApprovalQuestion question, long version, DateTimeOffset? expiresAt, bool allowOwn, DateTimeOffset now) =>
        NotAPerson()
        ?? (By == question.AskedBy && !allowOwn ? Denied("approval.own_request", "Nobody approves what they asked for themselves. A second person must.")
            : expiresAt is null || now >= expiresAt ? Expired
            : NotAsSeen(version) ?? NotThisAmount(question.Amount));

    /// <summary>Why it may not even say no.</summary>
    internal DecisionReason? WhyNotReject(long version) => NotAPerson() ?? NotAsSeen(version);

    private DecisionReason? NotAPerson() => By.Kind == ActorKind.Person ? null : Denied("approval.needs_person", "Only a person approves or rejects.");

    private DecisionReason? NotAsSeen(long version) => version == Version
        ? null
        : Denied("approval.not_as_seen", $"Version {Version} of it was seen, and it is version {version} now. Look at it again.");

    private DecisionReason? NotThisAmount(Money? asked) => (Amount, asked) switch
    {
        (null, _) => null,
        (_, null) => Denied("approval.no_amount", "It is approved as it is: there is no amount of it to lower."),
        ({ } approved, { } most) when approved.Currency != most.Currency =>
            Denied("amount.currency_mismatch", $"It was asked for in {most.Currency}, not {approved.Currency}."),
        ({ MinorUnits: <= 0 } approved, _) => Denied("amount.not_positive", $"{approved} is not an amount to refund. To refund nothing, reject it."),
        ({ } approved, { } most) when approved > most =>
            Denied("approval.amount_raised", $"{most} was asked for. An approval may lower that, not raise it to {approved}."),
        _ => null,
    };

    private static DecisionReason Denied(string code, string message) => new(code, RefundVerdict.Denied, message);
}
