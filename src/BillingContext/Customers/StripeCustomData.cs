using System.Text.Json;

namespace BillingContext.Customers;

/// <summary>Reads the customer id that helpdesks keep in a ticket's custom data: <c>{"integrations":{"stripe":{"customerId":"cus_…"}}}</c>.</summary>
public static class StripeCustomData
{
    /// <summary>The customer id in a JSON document.</summary>
    /// <param name="json">The custom data. Its source must be the host's own code, not the customer.</param>
    /// <returns>Null if the document has no such id, the value is not a Stripe customer id, or this is not JSON: then the ticket's e-mail is all there is.</returns>
    public static CustomerId? ReadCustomerId(string? json)
    {
        if (string.IsNullOrWhiteSpace(json))
        {
            return null;
        }

        try
        {
            using var document = JsonDocument.Parse(json);
            return ReadCustomerId(document.RootElement);
        }
        catch (JsonException)
        {
            return null;
        }
    }

    /// <summary>The customer id in a JSON element.</summary>
    /// <inheritdoc cref="ReadCustomerId(string?)" path="/returns"/>
    public static CustomerId? ReadCustomerId(JsonElement customData)
    {
        var found = customData;
        foreach (var name in (ReadOnlySpan<string>)["integrations", "stripe", "customerId"])
        {
            if (found.ValueKind != JsonValueKind.Object || !found.TryGetProperty(name, out found))
            {
                return null;
            }
        }

        if (found.ValueKind != JsonValueKind.String || found.GetString() is not { } id || !id.StartsWith("cus_", StringComparison.Ordinal))
        {
            return null;
        }

        try
        {
            return new CustomerId(id);
        }
        catch (ArgumentException)
        {
            return null;
        }
    }
}
