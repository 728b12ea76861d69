using System.Globalization;

namespace ServedStripe;

/// <summary>What the command line asks for.</summary>
internal sealed record Arguments
{
    public const string Usage =
        "Usage: --port 12111 [--seed demo] [--restricted-key rk_test_name:charge_read,refund_write] " +
        "[--webhook http://localhost:5000/webhooks --secret whsec_… [--order as-happened|reversed|shuffled]]";

    public int Port { get; private init; } = 12111;

    public string? Seed { get; private init; }

    public (string Key, string[] Permissions)? RestrictedKey { get; private init; }

    public Uri? Webhook { get; private init; }

    public string? Secret { get; private init; }

    public WebhookOrder Order { get; private init; }

    public WebhookTarget? Target => Webhook is null ? null : new WebhookTarget(Webhook, Secret!) { Order = Order };

    /// <summary>Null when they make no sense.</summary>
    public static Arguments? Parse(IReadOnlyList<string> words)
    {
        var arguments = new Arguments();
        for (var i = 0; i < words.Count; i += 2)
        {
            if (i + 1 == words.Count || arguments.With(words[i], words[i + 1]) is not { } next)
            {
                return null;
            }

            arguments = next;
        }

        return arguments.Webhook is null == arguments.Secret is null ? arguments : null;
    }

    private Arguments? With(string name, string value) => (name, value) switch
    {
        ("--port", _) when int.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out var port) && port <= ushort.MaxValue
            => this with { Port = port },
        ("--seed", "demo") => this with { Seed = value },
        ("--restricted-key", _) when value.StartsWith("rk_test_", StringComparison.Ordinal) && value.Split(':') is [var key, var slugs]
            => this with { RestrictedKey = (key, slugs.Split(',')) },
        ("--webhook", _) when Uri.TryCreate(value, UriKind.Absolute, out var url) && (url.Scheme is "http" or "https")
            => this with { Webhook = new Uri(value) },
        ("--secret", _) when value.StartsWith("whsec_", StringComparison.Ordinal) && value.Length > 6 => this with { Secret = value },
        ("--order", "as-happened") => this with { Order = WebhookOrder.AsHappened },
        ("--order", "reversed") => this with { Order = WebhookOrder.Reversed },
        ("--order", "shuffled") => this with { Order = WebhookOrder.Shuffled },
        _ => null,
    };
}
