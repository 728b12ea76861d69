using System.Text.Json.Serialization;

namespace BillingContext.Relational.Internal.Bodies;

/// <summary>How bodies are written: in ASCII, whatever the database's encoding. Members it does not know are passed over.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower,
    RespectNullableAnnotations = true,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    UseStringEnumConverter = true)]
[JsonSerializable(typeof(IntentBody))]
[JsonSerializable(typeof(CancellationBody))]
[JsonSerializable(typeof(StopBody))]
[JsonSerializable(typeof(ReceiptBody))]
[JsonSerializable(typeof(CredentialsBody))]
[JsonSerializable(typeof(ChangeBody))]
internal sealed partial class BodyJson : JsonSerializerContext;
