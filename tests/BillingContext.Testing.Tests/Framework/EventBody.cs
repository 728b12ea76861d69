using System.Text.Json;

namespace BillingContext.Testing.Tests.Framework;

/// <summary>The two halves of an event's data.</summary>
internal static class EventBody
{
    public static JsonElement Object(this JsonDocument body) => body.RootElement.GetProperty("data").GetProperty("object");

    public static JsonElement Previous(this JsonDocument body) => body.RootElement.GetProperty("data").GetProperty("previous_attributes");
}
