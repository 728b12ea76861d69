using System.Net.Http.Headers;
using System.Text;

namespace BillingContext.Testing.Tests.Documented;

/// <summary>A command line of curl, as far as the examples of Stripe's documentation use it.</summary>
internal static class CurlLine
{
    /// <param name="line">What follows <c>curl https://api.stripe.com/</c>.</param>
    /// <param name="user">The user of <c>-u</c> when the line brings none; nobody when null.</param>
    public static HttpRequestMessage Read(string line, string? user)
    {
        var words = Words(line);
        var (path, data) = (words.Dequeue(), new List<string>());
        var request = new HttpRequestMessage();
        var (method, get, type) = ((HttpMethod?)null, false, "application/x-www-form-urlencoded");
        while (words.TryDequeue(out var option))
        {
            switch (option)
            {
                case "-G":
                    get = true;
                    break;
                case "-X":
                    method = new HttpMethod(words.Dequeue());
                    break;
                case "-u":
                    user = words.Dequeue();
                    break;
                case "-H":
                    var header = words.Dequeue().Split(':', 2);
                    type = header[0] == "Content-Type" ? header[1].Trim() : type;
                    request.Headers.TryAddWithoutValidation(header[0], header[1].Trim());
                    break;
                case "-d":
                    data.Add(words.Dequeue());
                    break;
                case "--data-urlencode":
                    var pair = words.Dequeue().Split('=', 2);
                    data.Add($"{pair[0]}={Uri.EscapeDataString(pair[1])}");
                    break;
                default:
                    throw new ArgumentException($"No example uses {option}.", nameof(line));
            }
        }

        var text = string.Join('&', data);
        request.RequestUri = new Uri(get ? $"/{path}?{text}" : "/" + path, UriKind.Relative);
        request.Method = method ?? (data.Count > 0 && !get ? HttpMethod.Post : HttpMethod.Get);
        if (data.Count > 0 && !get)
        {
            request.Content = new StringContent(text, MediaTypeHeaderValue.Parse(type));
        }

        if (user is not null && request.Headers.Authorization is null)
        {
            request.Headers.Authorization = new("Basic", Convert.ToBase64String(Encoding.UTF8.GetBytes(user)));
        }

        return request;
    }

    /// <summary>As a shell would part them: quotes may start in the middle of a word.</summary>
    private static Queue<string> Words(string line)
    {
        var (words, word, quote) = (new Queue<string>(), (StringBuilder?)null, '\0');
        foreach (var c in line.Replace("\\\n", " ", StringComparison.Ordinal))
        {
            if (quote == '\0' && char.IsWhiteSpace(c))
            {
                Take();
                continue;
            }

            word ??= new StringBuilder();
            if (quote == '\0' && c is '"' or '\'')
            {
                quote = c;
            }
            else if (c == quote)
            {
                quote = '\0';
            }
            else
            {
                word.Append(c);
            }
        }

        Take();
        return words;

        void Take()
        {
            if (word is not null)
            {
                words.Enqueue(word.ToString());
            }

            word = null;
        }
    }
}
