namespace BillingContext.Answers.Internal.Charges;

/// <summary>What tells charges of one amount apart. To be alike is not transitive: what has no order number is alike to every order.</summary>
internal static class Sameness
{
    /// <summary>Whether nothing tells any two of them apart.</summary>
    internal static bool AreAlike(IReadOnlyList<ChargeLine> lines)
    {
        if (Orders(lines) > 1 || Distinct(lines, line => line.Card) > 1 || Distinct(lines, line => line.Description) > 1)
        {
            return false;
        }

        var values = new Dictionary<string, string>(StringComparer.Ordinal);
        return lines.SelectMany(line => line.Payment.Metadata).All(entry => values.TryAdd(entry.Key, entry.Value) || values[entry.Key] == entry.Value);
    }

    /// <summary>Whether orders or descriptions tell every two of them apart.</summary>
    internal static bool AreApart(IReadOnlyList<ChargeLine> lines)
    {
        var ordered = lines.Where(line => line.Order is not null).ToList();
        if (Orders(ordered) < ordered.Count)
        {
            return false;
        }

        var texts = lines.Where(line => line.Description is not null).CountBy(line => line.Description!, StringComparer.Ordinal).ToDictionary(StringComparer.Ordinal);
        return ordered.Count == lines.Count
            || (lines.All(line => line.Description is not null) && lines.All(line => line.Order is not null || texts[line.Description!] == 1));
    }

    /// <summary>Charges that carry exactly the same, each group in time.</summary>
    internal static IEnumerable<List<ChargeLine>> ByWhatTheyCarry(IEnumerable<ChargeLine> lines) =>
        lines.GroupBy(line => (line.Order?.ToUpperInvariant(), line.Card, line.Description, string.Join('\0', line.Payment.Metadata.OrderBy(entry => entry.Key, StringComparer.Ordinal).Select(entry => $"{entry.Key}\0{entry.Value}"))))
            .Select(Runs.InOrder);

    /// <summary>How many orders they name.</summary>
    internal static int Orders(IEnumerable<ChargeLine> lines) => Distinct(lines, line => line.Order?.ToUpperInvariant());

    private static int Distinct(IEnumerable<ChargeLine> lines, Func<ChargeLine, string?> textOf) =>
        lines.Select(textOf).OfType<string>().Distinct(StringComparer.Ordinal).Count();
}
