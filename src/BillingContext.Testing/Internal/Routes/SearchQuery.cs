using System.Text;
using BillingContext.Testing.Internal.Records;

namespace BillingContext.Testing.Internal.Routes;

/// <summary>Stripe's search language: https://docs.stripe.com/search#search-query-language</summary>
internal sealed class SearchQuery
{
    private const int MaximumClauses = 10;
    private readonly List<SearchClause> _clauses = [];
    private readonly string _text;
    private int _at;
    private bool? _any;

    private SearchQuery(string text) => _text = text;

    public static SearchQuery? Parse(string text)
    {
        var query = new SearchQuery(text);
        return query.Read() ? query : null;
    }

    public string? Problem<T>(IReadOnlyList<SearchField<T>> fields, string resource)
        where T : StripeRecord
        => _clauses.Count > MaximumClauses
            ? $"A search query can have at most {MaximumClauses} clauses."
            : _clauses.Select(clause => clause.Problem(fields, resource)).FirstOrDefault(problem => problem is not null);

    public bool Matches<T>(T record, IReadOnlyList<SearchField<T>> fields)
        where T : StripeRecord
        => _any == true ? _clauses.Any(c => c.Matches(record, fields)) : _clauses.All(c => c.Matches(record, fields));

    private bool Read()
    {
        SkipBlanks();
        while (_at < _text.Length)
        {
            if (_clauses.Count > 0 && !ReadJunction())
            {
                return false;
            }

            if (ReadClause() is not { } clause)
            {
                return false;
            }

            _clauses.Add(clause);
            SkipBlanks();
        }

        return _clauses.Count > 0;
    }

    // AND and OR, in any case, cannot be mixed; a blank is AND.
    private bool ReadJunction()
    {
        var any = TakeWord("OR ");
        if (!any)
        {
            TakeWord("AND ");
        }

        SkipBlanks();
        if (_any is { } decided && decided != any)
        {
            return false;
        }

        _any = any;
        return true;
    }

    private SearchClause? ReadClause()
    {
        var negated = Take("-");
        var field = ReadWord('_', '.');
        string? key = null;
        if (Take("["))
        {
            key = ReadQuoted();
            if (key is null || !Take("]"))
            {
                return null;
            }
        }

        if (field.Length == 0 || ReadOperator() is not { } comparison)
        {
            return null;
        }

        if (_at < _text.Length && _text[_at] is '"' or '\'')
        {
            return ReadQuoted() is { } quoted ? new SearchClause(field, key, comparison, quoted, true, negated) : null;
        }

        var word = ReadWord('-');
        return word.Length == 0 ? null : new SearchClause(field, key, comparison, word == "null" ? null : word, false, negated);
    }

    private string ReadWord(params ReadOnlySpan<char> others)
    {
        var start = _at;
        while (_at < _text.Length && (char.IsAsciiLetterOrDigit(_text[_at]) || others.Contains(_text[_at])))
        {
            _at++;
        }

        return _text[start.._at];
    }

    private string? ReadOperator() => new[] { ">=", "<=", ">", "<", ":", "~" }.FirstOrDefault(Take);

    private string? ReadQuoted()
    {
        if (_at >= _text.Length || _text[_at] is not ('"' or '\''))
        {
            return null;
        }

        var quote = _text[_at++];
        var value = new StringBuilder();
        while (_at < _text.Length && _text[_at] != quote)
        {
            // A backslash takes the next character as it is.
            if (_text[_at] == '\\' && _at + 1 < _text.Length)
            {
                _at++;
            }

            value.Append(_text[_at++]);
        }

        return _at++ < _text.Length ? value.ToString() : null;
    }

    private bool Take(string token) => Take(token, StringComparison.Ordinal);

    private bool TakeWord(string word) => Take(word, StringComparison.OrdinalIgnoreCase);

    private bool Take(string token, StringComparison comparison)
    {
        if (string.Compare(_text, _at, token, 0, token.Length, comparison) != 0)
        {
            return false;
        }

        _at += token.Length;
        return true;
    }

    private void SkipBlanks()
    {
        while (_at < _text.Length && _text[_at] == ' ')
        {
            _at++;
        }
    }
}
