using System.Text.Json;
using System.Text.Json.Serialization;
using BillingContext.Customers;
using BillingContext.Payments;
using BillingContext.Refunds;
using BillingContext.Subscriptions;

namespace BillingContext.Audit.Internal;

/// <summary>The one way an entry is written as text. A line's link covers this text, so what is written here must stay readable for ever.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    IgnoreReadOnlyProperties = true,
    Converters =
    [
        typeof(ZeroWord<RefundState>), typeof(ZeroWord<CancellationState>), typeof(CancellationKindWord), typeof(ZeroWord<RefundVerdict>),
        typeof(ZeroWord<RefundReason>), typeof(ZeroWord<ResolutionStatus>), typeof(ZeroWord<ActorKind>), typeof(ZeroWord<PaymentStatus>),
        typeof(ZeroWord<DisputeStatus>), typeof(MissingFactsWord),
    ])]
[JsonSerializable(typeof(AuditEntry))]
internal sealed partial class AuditJson : JsonSerializerContext
{
    internal static string Write(AuditEntry entry) => JsonSerializer.Serialize(entry, Default.AuditEntry);

    internal static AuditEntry Read(string body) =>
        JsonSerializer.Deserialize(body, Default.AuditEntry) ?? throw new JsonException("The line is null.");
}
