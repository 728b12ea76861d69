using System.Globalization;
using BillingContext.Testing.Internal.Records;

namespace BillingContext.Testing.Internal.Routes;

/// <summary>One comparison of a search query.</summary>
internal sealed record SearchClause(string Field, string? MetadataKey, string Operator, string? Value, bool Quoted, bool Negated)
{
    private const int ShortestSubstring = 3;

    /// <summary>What is wrong with it; null when it can be answered.</summary>
    public string? Problem<T>(IReadOnlyList<SearchField<T>> fields)
        where T : StripeRecord
    {
        if (Field == "metadata")
        {
            return MetadataKey is null || Operator is not (":" or "~") ? "metadata is searched as metadata[\"key\"]:\"value\"" : null;
        }

        if (fields.FirstOrDefault(f => f.Name == Field) is not { } field)
        {
            return $"Field `{Field}` is an unsupported search field for this resource";
        }

        if (field.Number is not null)
        {
            return Operator != "~" && long.TryParse(Value, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out _)
                ? null
                : $"Field `{Field}` takes a number";
        }

        if (Operator is not (":" or "~") || (Value is not null && !Quoted))
        {
            return $"Field `{Field}` takes a quoted value";
        }

        return Operator == "~" && (Value?.Length ?? 0) < ShortestSubstring
            ? $"A substring has at least {ShortestSubstring} characters"
            : null;
    }

    public bool Matches<T>(T record, IReadOnlyList<SearchField<T>> fields)
        where T : StripeRecord
        => Negated != IsTrueOf(record, fields);

    private bool IsTrueOf<T>(T record, IReadOnlyList<SearchField<T>> fields)
        where T : StripeRecord
    {
        if (Field == "metadata")
        {
            return MatchesText(record.Metadata.GetValueOrDefault(MetadataKey!));
        }

        var field = fields.First(f => f.Name == Field);
        return field.Number is { } number ? MatchesNumber(number(record)) : MatchesText(field.Text!(record));
    }

    private bool MatchesText(string? text)
    {
        if (Value is null || text is null)
        {
            return Value is null && text is null;
        }

        // Case does not matter: https://docs.stripe.com/search#search-query-language
        return Operator == "~"
            ? text.Contains(Value, StringComparison.OrdinalIgnoreCase)
            : text.Equals(Value, StringComparison.OrdinalIgnoreCase);
    }

    private bool MatchesNumber(long number)
    {
        var value = long.Parse(Value!, CultureInfo.InvariantCulture);
        return Operator switch
        {
            ">" => number > value,
            ">=" => number >= value,
            "<" => number < value,
            "<=" => number <= value,
            _ => number == value,
        };
    }
}
