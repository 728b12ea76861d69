using System.Net.Http.Headers;
using System.Text;

namespace BillingContext.Testing.Tests.Framework;

/// <summary>What <c>curl</c> sends in the examples of Stripe's documentation, over a socket.</summary>
internal sealed class Curl(Uri server) : IDisposable
{
    private readonly HttpClient _http = new() { BaseAddress = server, Timeout = TimeSpan.FromSeconds(30) };

    /// <summary>The user of <c>-u</c>; none when null.</summary>
    public string? User { get; init; } = "sk_test_anybodys";

    public Task<WireAnswer> GetAsync(string path) => SendAsync(HttpMethod.Get, path);

    public Task<WireAnswer> DeleteAsync(string path) => SendAsync(HttpMethod.Delete, path);

    /// <summary>Each of <paramref name="data"/> as <c>-d</c> would send it.</summary>
    public Task<WireAnswer> PostAsync(string path, params string[] data) => SendAsync(HttpMethod.Post, path, string.Join('&', data));

    public async Task<WireAnswer> SendAsync(HttpMethod method, string path, string? body = null)
    {
        using var request = new HttpRequestMessage(method, path);
        if (User is not null)
        {
            request.Headers.Authorization = new("Basic", Convert.ToBase64String(Encoding.UTF8.GetBytes(User + ":")));
        }

        if (body is not null)
        {
            request.Content = new StringContent(body, MediaTypeHeaderValue.Parse("application/x-www-form-urlencoded"));
        }

        using var response = await _http.SendAsync(request);
        return new WireAnswer(
            (int)response.StatusCode,
            await response.Content.ReadAsStringAsync(),
            response.Headers.ToDictionary(h => h.Key, h => string.Join(",", h.Value), StringComparer.OrdinalIgnoreCase));
    }

    public void Dispose() => _http.Dispose();
}
