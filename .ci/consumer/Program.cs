using System.Net;
using System.Security.Cryptography;
using System.Text;
using BillingContext;
using BillingContext.Audit;
using BillingContext.Customers;
using BillingContext.Payments;
using BillingContext.Policies;
using BillingContext.Refunds;
using BillingContext.Storage;
using BillingContext.StripeAdapter;
using BillingContext.Vault;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

// Registers, reads a context, refunds by policy, records it in a file, keeps a merchant's secrets, receives a webhook and hears of it: everything a trimmed host needs must have survived.
var policy = RefundPolicy.Parse("""
    {
      "version": 1,
      "default": "needs_approval",
      "rules": [{ "name": "small and recent", "verdict": "approve", "when": { "amount": { "atMost": { "usd": "150.00" } }, "age": { "withinDays": 30 } } }]
    }
    """);
var services = new ServiceCollection();
var file = Path.Combine(Path.GetTempPath(), Path.GetRandomFileName() + ".db");
using var database = SqliteFactory.Instance.CreateDataSource($"Data Source={file};Pooling=False");
var builder = services.AddBillingContext(options =>
{
    options.EnableRefunds = true;
    options.AuditKey = Convert.ToBase64String(RandomNumberGenerator.GetBytes(32));
}).AddRefundPolicies(policy).UseSqlite(database);
#if WITH_TESTING
var stripe = new BillingContext.Testing.StripeSimulator();
var customer = BillingContext.Testing.CustomerSetup.AddCustomer(stripe.Account, "buyer@example.com");
var payment = BillingContext.Testing.PaymentSetup.Pay(stripe.Account, customer, 4_200).PaymentIntentId!;
builder.UseStripeSimulator(stripe);
#else
var (customer, payment) = ("cus_1", "pi_1");
builder.UseStripe(options => options.ApiKey = "rk_test_0123456789abcdef");
services.AddHttpClient(StripeOptions.HttpClientName).ConfigurePrimaryHttpMessageHandler(() => new CannedStripe());
#endif
await using var provider = services.BuildServiceProvider();

var resolution = await provider.GetRequiredService<ICustomerResolver>().ResolveAsync(CustomerQuery.ForCustomer(new CustomerId(customer)));
var context = await provider.GetRequiredService<IPaymentContextProvider>().GetAsync(resolution);
var result = await provider.GetRequiredService<IRefundService>().RefundAsync(new RefundRequest
{
    RequestId = "ticket-42",
    Customer = resolution,
    Payment = new PaymentId(payment),
    Actor = Actor.Assistant("assistant"),
});
var store = provider.GetRequiredService<IBillingStore>();
var recorded = await store.GetRefundIntentAsync(MerchantId.Default, "ticket-42", default);
var log = await store.ReadAuditAsync(MerchantId.Default, 0, 10, default);
var isChained = log.Count == 2 && provider.GetRequiredService<AuditChain>().Follows(MerchantId.Default, log[0].Anchor, log[1]);
Console.WriteLine($"{context.Payments.Single()} → {result.State} {result.Amount}, on record as {recorded?.State} with {log.Count} lines");
File.Delete(file);

var (webhook, told) = await DeliverAsync();
Console.WriteLine($"a webhook → {(int)webhook}, {told}");
return webhook == HttpStatusCode.OK && told.Contains("\"kind\":\"customer\"", StringComparison.Ordinal) && result.State == RefundState.Succeeded && recorded?.State == RefundState.Succeeded && isChained && context.IsComplete ? 0 : 1;

/// <summary>A web host of its own, one signed event sent to it over the network of this machine, and what an open conversation is told.</summary>
static async Task<(HttpStatusCode Status, string Told)> DeliverAsync()
{
    const string Secret = "whsec_0123456789abcdef0123456789abcdef";
    var builder = WebApplication.CreateSlimBuilder();
    builder.Logging.ClearProviders();
    builder.WebHost.UseUrls("http://127.0.0.1:0");
    var ring = Directory.CreateTempSubdirectory();
    builder.Services.AddDataProtection().SetApplicationName("consumer").PersistKeysToFileSystem(ring);
    builder.Services.AddBillingContext().UseKeptMerchants().UseDataProtection();
    await using var app = builder.Build();
    app.MapStripeWebhooks("/webhooks/stripe");
    app.MapBillingFeed("/feed", _ => new(CustomerResolution.VerifiedCustomer(new StripeScope(MerchantId.Default, null, false), new CustomerId("cus_1"))));
    await app.StartAsync();

    var vault = app.Services.GetRequiredService<IMerchantVault>();
    await vault.AddAsync(MerchantId.Default, "rk_test_0123456789abcdef", Actor.Person("admin"));
    var kept = await vault.AddWebhookSecretAsync(MerchantId.Default, Secret, Actor.Person("admin"));
    Console.WriteLine($"kept: {kept.Merchant}");

    var now = DateTimeOffset.UtcNow.ToUnixTimeSeconds();
    var body = $$$"""{"id":"evt_1","object":"event","type":"customer.updated","livemode":false,"created":{{{now}}},"data":{"object":{"id":"cus_1","object":"customer"} } }""";
    var signature = Convert.ToHexStringLower(HMACSHA256.HashData(Encoding.UTF8.GetBytes(Secret), Encoding.UTF8.GetBytes($"{now}.{body}")));
    using var client = new HttpClient();
    using var request = new HttpRequestMessage(HttpMethod.Post, app.Urls.Single() + "/webhooks/stripe") { Content = new StringContent(body) };
    request.Headers.Add("Stripe-Signature", $"t={now},v1={signature}");
    using var answer = await client.SendAsync(request);
    using var feed = new StreamReader(await client.GetStreamAsync(app.Urls.Single() + "/feed?since=0"));
    string? told;
    while ((told = await feed.ReadLineAsync()) is not null && !told.StartsWith("data:", StringComparison.Ordinal))
    {
    }

    await app.StopAsync();
    ring.Delete(recursive: true);
    return (answer.StatusCode, told ?? "nothing");
}

/// <summary>Answers what the four requests of this program need.</summary>
internal sealed class CannedStripe : HttpMessageHandler
{
    protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        const string Charge = """{"id":"ch_1","object":"charge","amount":4200,"amount_captured":4200,"amount_refunded":0,"captured":true,"created":NOW,"currency":"usd","customer":"cus_1","disputed":false,"livemode":false,"payment_intent":"pi_1","status":"succeeded","payment_method_details":{"type":"card","card":{"brand":"visa","last4":"4242"}},"refunds":{"object":"list","data":[],"has_more":false}}""";
        const string Intent = """{"id":"pi_1","object":"payment_intent","amount":4200,"amount_received":4200,"created":NOW,"currency":"usd","customer":"cus_1","latest_charge":CHARGE,"livemode":false,"metadata":{},"status":"succeeded"}""";
        var body = request.RequestUri!.AbsolutePath switch
        {
            "/v1/customers/cus_1" => """{"id":"cus_1","object":"customer","created":NOW,"livemode":false,"email":"buyer@example.com"}""",
            "/v1/payment_intents" => """{"object":"list","data":[INTENT],"has_more":false}""",
            "/v1/payment_intents/pi_1" => "INTENT",
            "/v1/subscriptions" => """{"object":"list","data":[],"has_more":false}""",
            "/v1/refunds" => """{"id":"re_1","object":"refund","amount":4200,"charge":"ch_1","created":NOW,"currency":"usd","payment_intent":"pi_1","status":"succeeded"}""",
            _ => "{}",
        };
        var now = DateTimeOffset.UtcNow.ToUnixTimeSeconds().ToString(System.Globalization.CultureInfo.InvariantCulture);
        body = body.Replace("INTENT", Intent).Replace("CHARGE", Charge).Replace("NOW", now);
        return Task.FromResult(new HttpResponseMessage(HttpStatusCode.OK) { Content = new StringContent(body) });
    }
}
