using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace BillingContext.Benchmarks.Scenes;

/// <summary>
/// Dresses the simulator's JSON as Stripe sends it: two spaces of indentation, an address, a receipt link. The link's token
/// is as long as it takes to reach a given size, so that a figure is of the same bytes whatever the simulator leaves out.
/// </summary>
internal static class StripeText
{
    private static readonly JsonSerializerOptions Indented =
        new() { WriteIndented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    internal static byte[] Dress(byte[] json, int size, Func<JsonNode, IReadOnlyList<JsonNode>> charges)
    {
        var document = JsonNode.Parse(json)!;
        var dressed = charges(document);
        foreach (var charge in dressed)
        {
            charge["billing_details"] = new JsonObject
            {
                ["address"] = new JsonObject
                {
                    ["city"] = "Springfield",
                    ["country"] = "US",
                    ["line1"] = "742 Evergreen Terrace",
                    ["line2"] = null,
                    ["postal_code"] = "97477",
                    ["state"] = "OR",
                },
                ["email"] = "buyer@example.com",
                ["name"] = "Bo Buyer",
                ["phone"] = null,
                ["tax_id"] = null,
            };
        }

        var missing = size - Write(document).Length;
        if (missing < 0)
        {
            throw new InvalidOperationException($"The document has {-missing} bytes more than the {size} it should have.");
        }

        foreach (var charge in dressed)
        {
            charge["receipt_url"] = $"{charge["receipt_url"]}{Token(missing / dressed.Count)}";
        }

        return Write(document);
    }

    private static byte[] Write(JsonNode document) => Encoding.UTF8.GetBytes(document.ToJsonString(Indented));

    private static string Token(int length) => string.Create(length, 0, (token, _) =>
    {
        for (var i = 0; i < token.Length; i++)
        {
            token[i] = (char)('A' + (i * 7 % 26));
        }
    });
}
