using System.Text.Json.Nodes;
using BillingContext.StripeAdapter;
using FsCheck;
using FsCheck.Fluent;

namespace BillingContext.Tests.StripeAdapter;

/// <summary>Whatever a 200 holds: a value, or the adapter's own exception. Nothing else comes out.</summary>
internal sealed class DamagedAnswerTests
{
    private const string Subscription = """
        {"id":"sub_1","object":"subscription","livemode":false,"created":1,"status":"active","customer":"cus_1","cancel_at":5,"trial_end":4,
        "items":{"data":[{"quantity":1,"current_period_start":1,"current_period_end":2,"price":{"id":"price_1","currency":"usd","unit_amount":5,"product":"prod_1","recurring":{"interval":"month","interval_count":1}}}]},
        "latest_invoice":{"id":"in_1","total":5,"currency":"usd","customer":"cus_1","parent":{"subscription_details":{"subscription":"sub_1"}},"payments":{"data":[{"payment":{"payment_intent":"pi_1"}}],"has_more":false}}}
        """;

    private const string Dispute = """
        {"id":"dp_1","object":"dispute","livemode":false,"amount":5,"currency":"usd","created":1,"charge":"ch_1","payment_intent":"pi_1","status":"needs_response",
        "reason":"fraudulent","evidence_details":{"due_by":7},"is_charge_refundable":false}
        """;

    private const string Warning =
        """{"id":"issfr_1","object":"radar.early_fraud_warning","livemode":false,"actionable":true,"charge":"ch_1","created":1,"fraud_type":"misc","payment_intent":"pi_1"}""";

    private static readonly string Intent = Some.PaymentIntent.Replace("\"ch_3MmlLrLkdIwHu7ix0snN0B15\"", Some.Charge.Replace("\"data\":[]", $"\"data\":[{Some.Refund}]"), StringComparison.Ordinal);

    private static readonly (string Json, Func<IStripeAdapter, Task> Call)[] Reads =
    [
        (Some.Customer, stripe => stripe.GetCustomerAsync(The.Scope, The.Customer, default)),
        (Some.ListOf(Some.Customer), stripe => stripe.ListCustomersByEmailAsync(The.Scope, "a@b.c", default)),
        (Intent, stripe => stripe.GetPaymentAsync(The.Scope, The.Payment, default)),
        (Some.ListOf(Intent), stripe => stripe.ListPaymentsAsync(The.Scope, The.Customer, 10, default)),
        (Some.ListOf(Some.Charge), stripe => stripe.ListAttemptsAsync(The.Scope, The.Customer, 10, default)),
        (Some.ListOf(Some.Refund), stripe => stripe.ListRefundsAsync(The.Scope, The.Payment, default)),
        (Some.ListOf(Dispute), stripe => stripe.ListDisputesAsync(The.Scope, The.Charge, default)),
        (Some.ListOf(Warning), stripe => stripe.ListFraudWarningsAsync(The.Scope, The.Charge, default)),
        (Subscription, stripe => stripe.GetSubscriptionAsync(The.Scope, new SubscriptionId("sub_1"), default)),
        (Some.ListOf(Subscription), stripe => stripe.ListSubscriptionsAsync(The.Scope, The.Customer, 10, default)),
    ];

    private static readonly string[] Oddities =
    [
        "null", "true", "0", "-1", "1.5", "1e400", "9223372036854775807", "-9223372036854775808", "\"\"", "\" \"", "\"\\ud800\"", "\"../x\"", "\"pi_1\"", "\"2026-01-01\"",
        "[]", "{}", "[null]", "[[]]", "{\"id\":null}", "{\"id\":\"a b\"}", "{\"data\":null}", "{\"data\":[null]}", "{\"data\":[{}]}",
    ];

    private readonly Wire wire = new(stripe => stripe.MaxRetries = 0);

    [TearDown]
    public async Task Close() => await wire.DisposeAsync();

    [Test]
    public void Any_field_may_be_anything() => Check.One(
        Config.QuickThrowOnFailure.WithMaxTest(2_000).WithReplay(20261102, 901),
        Prop.ForAll(
            (from read in Gen.Elements(Reads)
             from place in Gen.Choose(0, 1_000)
             from oddity in Gen.Elements(Oddities)
             select (read, place, oddity)).ToArbitrary(),
            c => IsUnderstoodOrRefused(Damage(c.read.Json, c.place, c.oddity), c.read.Call)));

    [Test]
    public void A_page_may_have_holes()
    {
        foreach (var (json, call) in Reads)
        {
            Assert.That(IsUnderstoodOrRefused(json.Replace("\"data\":[", "\"data\":[null,", StringComparison.Ordinal), call), json);
        }
    }

    private bool IsUnderstoodOrRefused(string json, Func<IStripeAdapter, Task> call)
    {
        wire.Stripe.Forget();
        wire.Stripe.Answers(json).AlwaysAnswers(Some.EmptyList);
        try
        {
            call(wire.Adapter).GetAwaiter().GetResult();
            return true;
        }
        catch (StripeAdapterException exception)
        {
            return exception.Kind == StripeErrorKind.Unknown;
        }
        catch (Exception exception)
        {
            throw new AssertionException($"{exception.GetType().Name}: {exception.Message}\n{json}\n{exception.StackTrace}");
        }
    }

    /// <summary>Puts something odd in the place of one of the document's values.</summary>
    private static string Damage(string json, int place, string oddity)
    {
        const string Mark = "\"here\"";
        var root = JsonNode.Parse(json)!;
        var values = new List<JsonNode?>();
        Collect(root, values);
        values[place % values.Count]!.ReplaceWith(JsonValue.Create("here"));
        return root.ToJsonString().Replace(Mark, oddity, StringComparison.Ordinal);
    }

    private static void Collect(JsonNode node, List<JsonNode?> values)
    {
        var children = node is JsonObject fields ? fields.Select(field => field.Value) : node is JsonArray items ? items : [];
        foreach (var child in children.OfType<JsonNode>())
        {
            values.Add(child);
            Collect(child, values);
        }
    }
}
