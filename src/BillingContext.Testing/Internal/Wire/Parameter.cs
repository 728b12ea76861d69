namespace BillingContext.Testing.Internal.Wire;

/// <summary>A parameter that a route takes, and what Stripe says when it is malformed.</summary>
internal sealed record Parameter(string Name, Func<FormValue, string, StripeError?> Check)
{
    public static Parameter Text(string name) => new(name, ParameterChecks.Text);

    public static Parameter TextOrEmpty(string name, int maximum)
        => new(name, (value, path) => value.Text is "" ? null : ParameterChecks.Text(value, path, maximum));

    /// <summary>Text that an empty value unsets: https://docs.stripe.com/api/customers/update</summary>
    public static Parameter TextOrEmpty(string name)
        => new(name, (value, path) => value.Text is "" ? null : ParameterChecks.Text(value, path));

    /// <summary>An address of at most 512 characters: https://docs.stripe.com/error-codes#email-invalid</summary>
    public static Parameter Email(string name)
        => new(name, (value, path) => value.Text is "" ? null : ParameterChecks.Email(value, path));

    /// <summary>What Stripe knows and the simulator does not: said so, instead of "unknown".</summary>
    public static IEnumerable<Parameter> NotSimulated(params IEnumerable<string> names)
        => names.Select(name => new Parameter(name, (_, path) => Errors.NotSimulated($"the parameter {path}", path)));

    public static Parameter Flag(string name) => new(name, ParameterChecks.Flag);

    public static Parameter Metadata { get; } = new("metadata", MetadataCheck.Check);

    public static Parameter Expand { get; } = Texts("expand");

    public static Parameter Texts(string name) => new(name, ParameterChecks.Texts);

    public static Parameter Integer(string name, long minimum = long.MinValue, long maximum = long.MaxValue)
        => new(name, (value, path) => ParameterChecks.Integer(value, path, minimum, maximum));

    public static Parameter Choice(string name, params string[] choices)
        => new(name, (value, path) => ParameterChecks.Choice(value, path, choices));

    public static Parameter Hash(string name, params Parameter[] children)
        => new(name, (value, path) => ParameterChecks.Hash(value, path, children));

    /// <summary>An array of hashes: <c>items[0][price]</c>.</summary>
    public static Parameter Hashes(string name, params Parameter[] children)
        => new(name, (value, path) => value.IsHash
            ? value.Children
                .Select(item => ParameterChecks.Hash(item.Value, $"{path}[{item.Key}]", children))
                .FirstOrDefault(error => error is not null)
            : new StripeError(400, "Invalid array") { Param = path });

    /// <summary>A moment, or bounds: <c>created[gte]</c> and its siblings.</summary>
    public static Parameter Range(string name)
        => new(name, (value, path) => value.IsHash
            ? ParameterChecks.Hash(value, path, [Integer("gt"), Integer("gte"), Integer("lt"), Integer("lte")])
            : ParameterChecks.Integer(value, path, long.MinValue, long.MaxValue));

    /// <summary>https://docs.stripe.com/api/pagination</summary>
    public static IReadOnlyList<Parameter> Paging { get; } =
        [Integer("limit", 1, 100), Text("starting_after"), Text("ending_before")];
}
