using System.Net;
using BillingContext.Testing.Tests.Framework;
using ServedStripe;

namespace BillingContext.Testing.Tests.Documented;

/// <summary>
/// A client that has never heard of us: the requests of the curl examples in Stripe's documentation, over a socket, JSON read as JSON.
/// </summary>
public abstract class DocumentedCases
{
    private StripeSimulatorServer _server = null!;
    private HttpClient _http = null!;

    /// <summary>For what Stripe has no request for: keys, settings, the customer's bank.</summary>
    private protected StripeSimulator Dashboard { get; } = new() { AcceptAnyTestKey = true };

    [SetUp]
    public async Task Serve()
    {
        _server = await StripeSimulatorServer.StartAsync(Dashboard);
        _http = new HttpClient { BaseAddress = _server.BaseAddress, Timeout = TimeSpan.FromSeconds(30) };
    }

    [TearDown]
    public async Task Stop()
    {
        _http.Dispose();
        await _server.DisposeAsync();
    }

    /// <summary>Runs <c>curl https://api.stripe.com/LINE -u sk_test_…:</c></summary>
    private protected async Task<WireAnswer> CurlAsync(string line, string? user = "sk_test_documented:")
    {
        using var request = CurlLine.Read(line, user);
        using var response = await _http.SendAsync(request);
        return new WireAnswer(
            (int)response.StatusCode,
            await response.Content.ReadAsStringAsync(),
            response.Headers.ToDictionary(h => h.Key, h => string.Join(",", h.Value), StringComparer.OrdinalIgnoreCase));
    }

    /// <summary>The same, where anything but success ends the case.</summary>
    private protected async Task<WireAnswer> DoneAsync(string line)
    {
        var answer = await CurlAsync(line);
        Assert.That(answer.Status, Is.EqualTo((int)HttpStatusCode.OK), answer.Body);
        return answer;
    }

    /// <summary>A payment that is confirmed at once.</summary>
    private protected Task<WireAnswer> PayAsync(int amount = 2000, string card = "pm_card_visa", string more = "")
        => DoneAsync($"v1/payment_intents -d amount={amount} -d currency=usd -d confirm=true -d payment_method={card} {more}");

    /// <summary>A customer with a card on file, and a price of 20.00 a month.</summary>
    private protected async Task<(string Customer, string Price)> SubscriberAsync(string card = "pm_card_visa")
    {
        var customer = await DoneAsync("v1/customers -d name=\"Jenny Rosen\"");
        var method = await DoneAsync($"v1/payment_methods/{card}/attach -d customer={customer.Id}");
        await DoneAsync($"v1/customers/{customer.Id} -d \"invoice_settings[default_payment_method]\"={method.Id}");
        var price = await DoneAsync(
            "v1/prices -d currency=usd -d unit_amount=2000 -d \"recurring[interval]\"=month -d \"product_data[name]\"=\"Gold Plan\"");
        return (customer.Id, price.Id);
    }

    private protected Task<WireAnswer> SubscribeAsync(string customer, string price, string more = "")
        => DoneAsync($"v1/subscriptions -d customer={customer} -d \"items[0][price]\"={price} {more}");

    private protected async Task<IReadOnlyList<string>> EventTypesAsync()
    {
        var events = (await DoneAsync("v1/events?limit=100")).Json.GetProperty("data").EnumerateArray();
        return [.. events.Select(e => e.GetProperty("type").GetString()!)];
    }

    /// <summary>Lets time pass, <c>days=3</c> say.</summary>
    private protected Task<WireAnswer> AdvanceAsync(string by) => DoneAsync($"_simulator/advance?{by} -X POST");

    /// <summary>All that a client could see.</summary>
    private protected async Task<string> StateAsync()
    {
        string[] lists =
        [
            "customers", "payment_intents", "charges", "refunds", "disputes", "products", "prices", "subscriptions?status=all",
            "invoices", "invoice_payments", "events",
        ];
        var bodies = new List<string>();
        foreach (var list in lists)
        {
            bodies.Add((await DoneAsync($"v1/{list}{(list.Contains('?', StringComparison.Ordinal) ? '&' : '?')}limit=100")).Body);
        }

        return string.Join('\n', bodies);
    }
}
