using System.Text.Json;
using System.Text.Json.Serialization;
using BillingContext.Answers;

namespace BillingContext.Tests.Answers;

/// <summary>What happened, what the customer asks, and what a support lead expects to be told: a line of charge-cases.json.</summary>
public sealed record ChargeCase(
    string Title,
    string Question,
    IReadOnlyList<ChargeCase.Paid> Payments,
    IReadOnlyList<ChargeCase.Expected> Expect,
    IReadOnlyList<ChargeCase.Subscribed>? Subscriptions = null,
    IReadOnlyList<string>? Missing = null,
    IReadOnlyList<string>? OrderKeys = null)
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web)
    {
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
        Converters = { new JsonStringEnumConverter() },
    };

    internal static IReadOnlyList<ChargeCase> All { get; } =
        JsonSerializer.Deserialize<ChargeCase[]>(File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "Answers", "charge-cases.json")), Json)!;

    public override string ToString() => Title;

    /// <summary>A payment. The card is brand, last four and a letter for its fingerprint; without a letter Stripe told none.</summary>
    public sealed record Paid(
        string Id,
        DateTimeOffset At,
        long Amount,
        string Currency = "usd",
        string? Card = null,
        string? Method = null,
        string? Wallet = null,
        string Status = "succeeded",
        long? Captured = null,
        string? Order = null,
        string? Description = null,
        Dictionary<string, string>? Metadata = null,
        Returned? Refund = null,
        string? Dispute = null,
        DateTimeOffset? CaptureBefore = null,
        Shown? Presented = null,
        Billed? Invoice = null,
        IReadOnlyList<Attempted>? Failed = null,
        bool Held = false);

    public sealed record Returned(long Amount, string Status, DateTimeOffset At, string? Kind = null);

    public sealed record Shown(long Amount, string Currency);

    public sealed record Billed(string Id, string Reason, string? Subscription = null, long? Total = null);

    public sealed record Attempted(DateTimeOffset At, string Decline);

    public sealed record Subscribed(string Id, DateTimeOffset At, string Price);

    public sealed record Expected(
        string Finding,
        IReadOnlyList<string> Payments,
        Certainty? Certainty = null,
        IReadOnlyList<string>? Refund = null,
        string? Keep = null,
        IReadOnlyList<string>? Release = null,
        string? Question = null)
    {
        /// <summary>For comparison: what was not said is not compared.</summary>
        internal string Line(Certainty? actual = null) =>
            $"{Finding} [{Text(Payments)}] {(Certainty is null ? "" : (actual ?? Certainty).ToString())} refund [{Text(Refund)}] keep [{Keep}] release [{Text(Release)}] ask [{Question}]";

        private static string Text(IReadOnlyList<string>? ids) => string.Join(' ', ids ?? []);
    }
}
