using System.Text.Json;
using System.Text.Json.Serialization;

namespace BillingContext.Audit.Internal;

/// <summary>How a record of an export is put into JSON.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow)]
[JsonSerializable(typeof(ExportRecord))]
internal sealed partial class ExportJson : JsonSerializerContext;
