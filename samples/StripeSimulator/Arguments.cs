using System.Globalization;

namespace ServedStripe;

/// <summary>What the command line asks for.</summary>
internal sealed record Arguments
{
    public const string Usage =
        "Usage: --port 12111 [--seed demo] [--restricted-key rk_test_name:charge_read,refund_write]";

    public int Port { get; private init; } = 12111;

    public string? Seed { get; private init; }

    public (string Key, string[] Permissions)? RestrictedKey { get; private init; }

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

        return arguments;
    }

    private Arguments? With(string name, string value) => (name, value) switch
    {
        ("--port", _) when int.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out var port) && port <= ushort.MaxValue
            => this with { Port = port },
        ("--seed", "demo") => this with { Seed = value },
        ("--restricted-key", _) when value.StartsWith("rk_test_", StringComparison.Ordinal) && value.Split(':') is [var key, var slugs]
            => this with { RestrictedKey = (key, slugs.Split(',')) },
        _ => null,
    };
}
