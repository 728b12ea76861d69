using System.Text.Json;

namespace BillingContext.Policies.Internal;

/// <summary>Reads what stands under <c>when</c>.</summary>
internal sealed class ConditionReader(JsonFields fields, ConditionList conditions)
{
    private static readonly Operator[] AmountOperators = [Operator.AtMost, Operator.Below, Operator.AtLeast, Operator.Above];
    private static readonly Operator[] CountOperators = [Operator.AtMost, Operator.Above];
    private static readonly Fact[] Facts = Enum.GetValues<Fact>();
    private static readonly string[] Names = [.. Facts.Select(Words.Of)];

    internal void Read(JsonElement when, string path)
    {
        foreach (var (name, where, value) in fields.Of(when, path, Names))
        {
            var fact = Facts[Array.IndexOf(Names, name)];
            switch (fact)
            {
                case Fact.Amount or Fact.Total:
                    ReadAmounts(fact, value, where);
                    break;
                case Fact.Age or Fact.EarlierRefunds:
                    ReadNumbers(fact, value, where);
                    break;
                case Fact.Share:
                    if (fields.Word(value, where, Words.Shares) is { } share)
                    {
                        conditions.OneOf(fact, [share]);
                    }

                    break;
                case Fact.PaymentMethod:
                    ReadMethods(value, where);
                    break;
                default:
                    ReadWords(fact, value, where);
                    break;
            }
        }
    }

    private void ReadAmounts(Fact fact, JsonElement value, string path)
    {
        foreach (var (comparison, where, amounts) in Comparisons(fact, value, path, AmountOperators))
        {
            foreach (var (code, place, amount) in fields.All(amounts, where, StringComparer.OrdinalIgnoreCase))
            {
                if (!CurrencyCode.TryParse(code, out var currency))
                {
                    fields.Invalid(place, $"{Printable.Quote(code)} is not a currency. Write the ISO 4217 code, such as \"usd\".");
                }
                else if (fields.Text(amount, place) is { } text)
                {
                    if (MajorUnits.Read(text, currency, out var limit) is { } problem)
                    {
                        fields.Invalid(place, problem);
                    }
                    else
                    {
                        conditions.Limits(fact, comparison, [limit]);
                    }
                }
            }

            if (IsEmpty(amounts))
            {
                conditions.Limits(fact, comparison, []);
            }
        }
    }

    private void ReadNumbers(Fact fact, JsonElement value, string path)
    {
        foreach (var (comparison, where, number) in Comparisons(fact, value, path, CountOperators))
        {
            if (fields.Number(number, where) is { } found)
            {
                conditions.Number(fact, comparison, found);
            }
        }
    }

    private void ReadWords(Fact fact, JsonElement value, string path)
    {
        var words = new List<int>();
        var isSound = value.ValueKind == JsonValueKind.Array;
        foreach (var (index, item) in fields.Items(value, path).Index())
        {
            if (fields.Word(item, $"{path}[{index}]", Words.For(fact)) is { } word)
            {
                words.Add(word);
            }
            else
            {
                isSound = false;
            }
        }

        if (isSound)
        {
            conditions.OneOf(fact, words);
        }
    }

    private void ReadMethods(JsonElement value, string path)
    {
        var methods = new List<string>();
        var isSound = value.ValueKind == JsonValueKind.Array;
        foreach (var (index, item) in fields.Items(value, path).Index())
        {
            if (fields.Text(item, $"{path}[{index}]") is { } method)
            {
                methods.Add(method);
            }
            else
            {
                isSound = false;
            }
        }

        if (isSound)
        {
            conditions.Methods(methods);
        }
    }

    /// <summary>The fields under an amount, an age or a count, by what they compare.</summary>
    private IEnumerable<(Operator Comparison, string Path, JsonElement Value)> Comparisons(Fact fact, JsonElement value, string path, Operator[] allowed)
    {
        var names = Array.ConvertAll(allowed, comparison => Words.Of(fact, comparison));
        if (IsEmpty(value))
        {
            fields.Invalid(path, $"compares with nothing. Write one of: {string.Join(", ", names)}.");
        }

        return fields.Of(value, path, names).Select(field => (allowed[Array.IndexOf(names, field.Name)], field.Path, field.Value));
    }

    private static bool IsEmpty(JsonElement value) => value.ValueKind == JsonValueKind.Object && value.GetPropertyCount() == 0;
}
