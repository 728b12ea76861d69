using System.Globalization;
using BillingContext.Testing.Internal.Records;

namespace BillingContext.Testing.Internal.Routes;

/// <summary>One comparison of a search query.</summary>
internal sealed record SearchClause(string Field, string? MetadataKey, string Operator, string? Value, bool Quoted, bool Negated)
{
    private const int ShortestSubstring = 3;

    /// <summary>What is wrong with it; null when it can be answered.</summary>
    public string? Problem<T>(IReadOnlyList<SearchField<T>> fields, string resource)
        where T : StripeRecord
    {
        if (Field == "metadata")
        {
            return MetadataKey is null
                ? "metadata is searched as metadata[\"key\"]:\"value\"."
                : TextProblem($"metadata[\"{MetadataKey}\"]", takesParts: false);
        }

        if (fields.FirstOrDefault(f => f.Name == Field) is not { } field || MetadataKey is not null)
        {
            return $"Field `{Field}` is an unsupported search field for resource `{resource}`. See " +
                $"http://stripe.com/docs/search#query-fields-for-{resource.Replace('_', '-')} for a list of supported fields.";
        }

        return field.Number is null ? TextProblem(Field, field.TakesParts) : NumberProblem();
    }

    public bool Matches<T>(T record, IReadOnlyList<SearchField<T>> fields)
        where T : StripeRecord
        => Negated != IsTrueOf(record, fields);

    private string? NumberProblem()
        => (Value is null && Operator == ":")
            || (Operator != "~" && long.TryParse(Value, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out _))
                ? null
                : $"Field `{Field}` takes a number.";

    private string? TextProblem(string name, bool takesParts)
    {
        if (Operator != ":" && !(takesParts && Operator == "~"))
        {
            return $"Field `{name}` does not take the operator `{Operator}`.";
        }

        // The documentation's own example asks for card.last4:4242: https://docs.stripe.com/search#examples
        if (Value is not null && !Quoted && !Value.All(char.IsAsciiDigit))
        {
            return $"Field `{name}` takes a quoted value.";
        }

        return Operator == "~" && (Value?.Length ?? 0) < ShortestSubstring
            ? $"A substring has at least {ShortestSubstring} characters."
            : null;
    }

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

    private bool MatchesNumber(long? number)
    {
        if (Value is null || number is null)
        {
            return Value is null && number is null;
        }

        var value = long.Parse(Value, CultureInfo.InvariantCulture);
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
