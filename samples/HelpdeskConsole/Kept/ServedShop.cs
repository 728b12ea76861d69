using System.Globalization;
using System.Net.Http.Headers;
using System.Text.Json;
using BillingContext;

namespace HelpdeskConsole.Kept;

/// <summary>The shop on a simulated Stripe that is served elsewhere, and so outlives this program: made on the first visit.</summary>
internal sealed class ServedShop(Uri stripe) : IDisposable
{
    internal const string Key = "sk_test_helpdeskconsole";
    private const string Email = "maya.okafor@example.com";
    private const string Lamp = "Desk lamp [green]";

    private readonly HttpClient http = new()
    {
        BaseAddress = stripe,
        DefaultRequestHeaders = { Authorization = new AuthenticationHeaderValue("Bearer", Key) },
    };

    /// <summary>Moves Stripe's clock.</summary>
    /// <returns>What it says now.</returns>
    internal async Task<DateTimeOffset> AdvanceAsync(TimeSpan by)
    {
        var seconds = by.TotalSeconds.ToString("0", CultureInfo.InvariantCulture);
        var answer = await AskAsync(HttpMethod.Post, $"/_simulator/advance?seconds={seconds}");
        return DateTimeOffset.FromUnixTimeSeconds(answer.GetProperty("now").GetInt64());
    }

    /// <summary>Maya, who paid twice for one lamp, and the second of her payments.</summary>
    internal async Task<(CustomerId Maya, PaymentId LampAgain)> VisitAsync()
    {
        var found = await AskAsync(HttpMethod.Get, $"/v1/customers?limit=1&email={Uri.EscapeDataString(Email)}");
        var maya = IdsIn(found).FirstOrDefault()
            ?? Id(await AskAsync(HttpMethod.Post, "/v1/customers", ("email", Email), ("name", "Maya Okafor")));

        // Newest first.
        var lamps = IdsIn(await AskAsync(HttpMethod.Get, $"/v1/payment_intents?customer={maya}"));
        while (lamps.Count < 2)
        {
            lamps.Insert(0, Id(await AskAsync(
                HttpMethod.Post,
                "/v1/payment_intents",
                ("amount", "6400"),
                ("currency", "usd"),
                ("customer", maya),
                ("description", Lamp),
                ("payment_method", "pm_card_visa"),
                ("payment_method_types[]", "card"),
                ("confirm", "true"))));
        }

        return (new CustomerId(maya), new PaymentId(lamps[0]));
    }

    public void Dispose() => http.Dispose();

    private async Task<JsonElement> AskAsync(HttpMethod method, string path, params (string Name, string Value)[] form)
    {
        using var request = new HttpRequestMessage(method, path);
        if (method == HttpMethod.Post)
        {
            request.Content = new FormUrlEncodedContent(form.Select(field => KeyValuePair.Create(field.Name, field.Value)));
        }

        using var answer = await http.SendAsync(request);
        answer.EnsureSuccessStatusCode();
        using var body = await JsonDocument.ParseAsync(await answer.Content.ReadAsStreamAsync());
        return body.RootElement.Clone();
    }

    private static List<string> IdsIn(JsonElement list) => [.. list.GetProperty("data").EnumerateArray().Select(Id)];

    private static string Id(JsonElement element) => element.GetProperty("id").GetString()!;
}
