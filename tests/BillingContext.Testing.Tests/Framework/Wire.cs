using System.Net.Http.Headers;

namespace BillingContext.Testing.Tests.Framework;

/// <summary>A raw client of the simulator: what any SDK would send, without any SDK.</summary>
internal sealed class Wire(StripeSimulator simulator, string key = StripeSimulator.SecretKey) : IDisposable
{
    private readonly HttpClient _http = new(simulator.CreateHandler())
    {
        BaseAddress = new Uri("https://api.stripe.com"),
        Timeout = Timeout.InfiniteTimeSpan,
    };

    public string? Account { get; init; }

    public string? Version { get; init; }

    public WireAnswer Get(string path) => Now(SendAsync(HttpMethod.Get, path));

    public WireAnswer Delete(string path, string? form = null) => Now(SendAsync(HttpMethod.Delete, path, form));

    public WireAnswer Post(string path, string form = "", string? idempotencyKey = null) => Now(PostAsync(path, form, idempotencyKey));

    public Task<WireAnswer> PostAsync(
        string path, string form = "", string? idempotencyKey = null, CancellationToken cancellationToken = default)
        => SendAsync(HttpMethod.Post, path, form, idempotencyKey, cancellationToken);

    public async Task<WireAnswer> SendAsync(
        HttpMethod method, string path, string? form = null, string? idempotencyKey = null, CancellationToken cancellationToken = default)
    {
        using var request = new HttpRequestMessage(method, path);
        request.Headers.TryAddWithoutValidation("Authorization", "Bearer " + key);
        if (form is not null)
        {
            request.Content = new StringContent(form, MediaTypeHeaderValue.Parse("application/x-www-form-urlencoded"));
        }

        Add(request, "Idempotency-Key", idempotencyKey);
        Add(request, "Stripe-Account", Account);
        Add(request, "Stripe-Version", Version);
        using var response = await _http.SendAsync(request, cancellationToken);
        return new WireAnswer(
            (int)response.StatusCode,
            await response.Content.ReadAsStringAsync(cancellationToken),
            response.Headers.ToDictionary(h => h.Key, h => string.Join(",", h.Value), StringComparer.OrdinalIgnoreCase));
    }

    public void Dispose() => _http.Dispose();

    private static void Add(HttpRequestMessage request, string name, string? value)
    {
        if (value is not null)
        {
            request.Headers.TryAddWithoutValidation(name, value);
        }
    }

    private static WireAnswer Now(Task<WireAnswer> task)
    {
        Assert.That(task.IsCompleted, "A request without latency completes on the calling thread.");
        return task.GetAwaiter().GetResult();
    }
}
