using System.Net;
using System.Text.RegularExpressions;

namespace HelpdeskWeb.Tests.Framework;

/// <summary>Somebody who asks by hand, without a browser: sees every header and changes every field.</summary>
internal sealed partial class Visitor : IDisposable
{
    private readonly HttpClient http;

    internal Visitor(HelpdeskHost host) =>
        http = new HttpClient(new HttpClientHandler { AllowAutoRedirect = false }) { BaseAddress = host.Address };

    internal async Task<HttpResponseMessage> GetAsync(string path, string? host = null)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, path);
        request.Headers.Host = host;
        return await http.SendAsync(request);
    }

    internal async Task<string> ReadAsync(string path)
    {
        using var response = await http.GetAsync(path);
        Assert.That(response.StatusCode, Is.EqualTo(HttpStatusCode.OK), path);
        return await response.Content.ReadAsStringAsync();
    }

    /// <summary>The hidden fields of a page's last form, which its main button sends.</summary>
    internal async Task<Dictionary<string, string>> FormAsync(string path)
    {
        var page = await ReadAsync(path);
        var form = page[page.LastIndexOf("<form", StringComparison.Ordinal)..];
        return Field().Matches(form).ToDictionary(field => field.Groups["name"].Value, field => WebUtility.HtmlDecode(field.Groups["value"].Value));
    }

    internal Task<HttpResponseMessage> PostAsync(string path, IEnumerable<KeyValuePair<string, string>> fields) =>
        http.PostAsync(path, new FormUrlEncodedContent(fields));

    internal async Task BecomeAsync(string agent)
    {
        var form = await FormAsync("/");
        form["agent"] = agent;
        using var response = await PostAsync("/?handler=Agent", form);
    }

    /// <summary>Where the refund of a payment is asked for, by what was bought, or when.</summary>
    internal async Task<string> RefundPathAsync(string conversation, string description)
    {
        var page = WebUtility.HtmlDecode(await ReadAsync($"/conversations/{conversation}"));
        return Refund().Matches(page).Single(link => link.Groups["what"].Value.Contains(description, StringComparison.Ordinal)).Groups["path"].Value;
    }

    public void Dispose() => http.Dispose();

    [GeneratedRegex("""<input (?=[^>]*type="hidden")(?=[^>]*name="(?<name>[^"]*)")(?=[^>]*value="(?<value>[^"]*)")[^>]*>""")]
    private static partial Regex Field();

    [GeneratedRegex("""href="(?<path>/conversations/[^"]*/refund/[^"]*)">Refund…<span class="hidden">(?<what>[^<]*)""")]
    private static partial Regex Refund();
}
