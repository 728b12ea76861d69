using BillingContext.Testing.Internal.Records;

namespace BillingContext.Testing.Internal.Routes;

/// <summary>A field that can be searched: https://docs.stripe.com/search#field-types-substring-matching-and-numeric-comparators</summary>
internal sealed record SearchField<T>
    where T : StripeRecord
{
    private SearchField(string name) => Name = name;

    public string Name { get; }

    public Func<T, string?>? Text { get; private init; }

    public Func<T, long?>? Number { get; private init; }

    /// <summary>Whether a part of the value will do.</summary>
    public bool TakesParts { get; private init; }

    public static SearchField<T> Token(string name, Func<T, string?> value) => new(name) { Text = value };

    public static SearchField<T> Token(string name, Func<T, bool> value) => Token(name, record => value(record) ? "true" : "false");

    public static SearchField<T> String(string name, Func<T, string?> value) => new(name) { Text = value, TakesParts = true };

    public static SearchField<T> Numeric(string name, Func<T, long?> value) => new(name) { Number = value };
}
