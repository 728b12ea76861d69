using System.Text.Json;
using BillingContext.Webhooks.Internal;

namespace BillingContext.Tests.StripeAdapter;

/// <summary>Objects that we did not write. The folder is named by <c>STRIPE_OBJECTS</c>; without it there is nothing to read.</summary>
internal sealed class StripeObjectTests
{
    private static readonly string[] Kinds = ["charge", "customer", "dispute", "invoice", "payment_intent", "radar.early_fraud_warning", "refund", "subscription"];

    [Test]
    public void Takes_every_object_of_our_kinds_wherever_it_stands()
    {
        var objects = Documents().SelectMany(document => Within(document.RootElement)).Where(found => Kinds.Contains(found.Kind)).ToList();

        Assert.That(objects.Select(found => found.Kind).Distinct(), Is.EquivalentTo(Kinds), "Every kind is there.");
        using (Assert.EnterMultipleScope())
        {
            foreach (var (kind, json) in objects)
            {
                Assert.That(() => Faults(kind, json), Is.Empty, json.GetRawText());
            }
        }

        TestContext.Out.WriteLine(string.Join(", ", objects.CountBy(found => found.Kind).Select(kind => $"{kind.Value} × {kind.Key}")));
    }

    [Test]
    public void Takes_every_event()
    {
        var events = Documents()
            .SelectMany(document => Within(document.RootElement))
            .Where(found => found.Kind == "event" && found.Json.TryGetProperty("data", out _))
            .ToList();

        Assert.That(events, Has.Count.GreaterThan(80));
        using (Assert.EnterMultipleScope())
        {
            foreach (var (_, json) in events)
            {
                var read = EventReader.TryRead(JsonSerializer.SerializeToUtf8Bytes(json), out var envelope);
                var carried = json.GetProperty("data").GetProperty("object");

                Assert.That(read, json.GetRawText());
                Assert.That(envelope.Id, Is.EqualTo(Text(json, "id")));
                Assert.That(envelope.Type, Is.EqualTo(Text(json, "type")));
                Assert.That(envelope.Created, Is.EqualTo(Number(json, "created") ?? 0));
                Assert.That(envelope.ApiVersion, Is.EqualTo(Text(json, "api_version")));
                Assert.That(envelope.ObjectType, Is.EqualTo(Text(carried, "object")));
                Assert.That(envelope.ObjectId, Is.EqualTo(Text(carried, "id")));
                Assert.That(envelope.Customer, Is.EqualTo(IdOf(carried, "customer")));
                Assert.That(envelope.Charge, Is.EqualTo(IdOf(carried, "charge")));
                Assert.That(envelope.PaymentIntent, Is.EqualTo(IdOf(carried, "payment_intent")));
            }
        }
    }

    /// <summary>Where our record says something else than Stripe's object.</summary>
    private static List<string> Faults(string kind, JsonElement json)
    {
        var text = json.GetRawText();
        var (id, amount, status, customer) = kind switch
        {
            "charge" when Read.Attempt(text) is var attempt && Read.Charge(text) is var charge =>
                (attempt.Id.Value, (Money?)charge.Amount, charge.StripeStatus, charge.Customer?.Value),
            "customer" when Read.Customer(text) is var read => (read.Id.Value, null, null, null),
            "dispute" when Read.Dispute(text) is var read => (read.Id.Value, read.Amount, read.StripeStatus, null),
            "invoice" when Read.Invoice(text) is var read => (read.Id?.Value, read.Total, read.StripeStatus, read.Customer?.Value),
            "payment_intent" when Read.PaymentIntent(text) is var read => (read.Id.Value, read.Amount, read.StripeStatus, read.Customer?.Value),
            "radar.early_fraud_warning" when Read.FraudWarning(text) is var read => (read.Id, null, null, null),
            "refund" when Read.Refund(text) is var read => (read.Id.Value, read.Amount, read.StripeStatus, read.Customer?.Value),
            "subscription" when Read.Subscription(text) is var read => (read.Id.Value, (Money?)null, read.StripeStatus, read.Customer?.Value),
            _ => throw new AssertionException(kind),
        };

        var faults = new List<string>();
        Same("id", id ?? "", Text(json, "id") ?? "");
        Same("status", status ?? "", kind is "customer" or "radar.early_fraud_warning" ? "" : Text(json, "status") ?? "");
        if (kind is not ("customer" or "dispute" or "radar.early_fraud_warning"))
        {
            Same("customer", customer, IdOf(json, "customer"));
        }

        if (amount is { } money)
        {
            Same("amount", money.MinorUnits, Number(json, kind == "invoice" ? "total" : "amount") ?? 0);
            Same("currency", money.Currency.ToString(), (Text(json, "currency") ?? "xxx").ToUpperInvariant());
        }

        return faults;

        void Same<T>(string what, T ours, T theirs)
        {
            if (!Equals(ours, theirs))
            {
                faults.Add($"{what}: '{ours}' for '{theirs}'");
            }
        }
    }

    private static IEnumerable<JsonDocument> Documents()
    {
        var folder = Environment.GetEnvironmentVariable("STRIPE_OBJECTS");
        if (string.IsNullOrEmpty(folder))
        {
            Assert.Ignore("STRIPE_OBJECTS names no folder with Stripe's own objects.");
        }

        return Directory.EnumerateFiles(folder, "*.json", SearchOption.AllDirectories)
            .Order(StringComparer.Ordinal)
            .Select(file => JsonDocument.Parse(File.ReadAllBytes(file)));
    }

    private static IEnumerable<(string Kind, JsonElement Json)> Within(JsonElement json)
    {
        var children = Enumerable.Empty<JsonElement>();
        if (json.ValueKind == JsonValueKind.Object)
        {
            if (Text(json, "object") is { } kind)
            {
                yield return (kind, json);
            }

            children = json.EnumerateObject().Select(field => field.Value);
        }
        else if (json.ValueKind == JsonValueKind.Array)
        {
            children = json.EnumerateArray();
        }

        foreach (var found in children.SelectMany(Within))
        {
            yield return found;
        }
    }

    private static string? Text(JsonElement json, string name) =>
        json.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;

    private static long? Number(JsonElement json, string name) =>
        json.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.Number ? value.GetInt64() : null;

    private static string? IdOf(JsonElement json, string name) =>
        !json.TryGetProperty(name, out var value) ? null
        : value.ValueKind == JsonValueKind.Object ? Text(value, "id")
        : Text(json, name);
}
