using System.Globalization;

namespace BillingContext.Testing.Internal.Wire;

/// <summary>https://docs.stripe.com/error-codes: the <c>parameter_…</c> codes.</summary>
internal static class ParameterChecks
{
    private const int MaximumText = 5000;
    private const int MaximumEmail = 512;

    public static StripeError? Text(FormValue value, string path) => Text(value, path, MaximumText);

    public static StripeError? Text(FormValue value, string path, int maximum)
    {
        if (value.Text is not { } text)
        {
            return new StripeError(400, "Invalid string: a hash or an array was given.") { Param = path };
        }

        if (text.Length == 0)
        {
            return Empty(path);
        }

        return text.Length > maximum
            ? new StripeError(400, $"Invalid string: must be at most {maximum} characters") { Param = path }
            : null;
    }

    public static StripeError? Email(FormValue value, string path)
    {
        if (Text(value, path) is { } error)
        {
            return error;
        }

        var at = value.Text!.IndexOf('@', StringComparison.Ordinal);
        return at > 0 && at < value.Text.Length - 1 && value.Text.Length <= MaximumEmail && !value.Text.Any(char.IsWhiteSpace)
            ? null
            : new StripeError(400, $"Invalid email address: {value.Text}") { Code = "email_invalid", Param = path };
    }

    public static StripeError? Integer(FormValue value, string path, long minimum, long maximum)
    {
        if (value.Text is "")
        {
            return Empty(path);
        }

        if (!long.TryParse(value.Text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number))
        {
            return InvalidInteger($"Invalid integer: {value.Text}", path);
        }

        if (number < minimum)
        {
            return InvalidInteger($"This value must be greater than or equal to {minimum}.", path);
        }

        return number > maximum
            ? InvalidInteger($"This value must be less than or equal to {maximum} (it currently is '{number}').", path)
            : null;
    }

    public static StripeError? Flag(FormValue value, string path)
        => value.Text switch
        {
            "true" or "false" => null,
            "" => Empty(path),
            _ => new StripeError(400, $"Invalid boolean: {value.Text}") { Param = path },
        };

    public static StripeError? Choice(FormValue value, string path, IReadOnlyList<string> choices)
        => value.Text switch
        {
            { } text when choices.Contains(text) => null,
            "" => Empty(path),
            _ => new StripeError(400, $"Invalid {path}: must be one of {Enumeration(choices)}") { Param = path },
        };

    public static StripeError? Texts(FormValue value, string path)
        => value.IsHash
            ? value.Children.Select(child => Text(child.Value, path)).FirstOrDefault(error => error is not null)
            : new StripeError(400, "Invalid array") { Param = path };

    public static StripeError? Hash(FormValue value, string path, IReadOnlyList<Parameter> children)
        => value.IsHash ? All(value, children, name => $"{path}[{name}]") : new StripeError(400, "Invalid object") { Param = path };

    /// <summary>Unknown names first, as Stripe does, then each value.</summary>
    public static StripeError? All(FormValue form, IReadOnlyList<Parameter> known, Func<string, string> path)
    {
        var unknown = form.Children.Keys.Where(name => known.All(p => p.Name != name)).Select(path).ToList();
        if (unknown.Count > 0)
        {
            return Errors.UnknownParameters(unknown);
        }

        foreach (var parameter in known)
        {
            if (form[parameter.Name] is { } value && parameter.Check(value, path(parameter.Name)) is { } error)
            {
                return error;
            }
        }

        return null;
    }

    private static string Enumeration(IReadOnlyList<string> choices)
        => string.Join(", ", choices.Take(choices.Count - 1)) + (choices.Count > 2 ? ", or " : " or ") + choices[^1];

    /// <summary>https://docs.stripe.com/error-codes#parameter-invalid-empty</summary>
    private static StripeError Empty(string path) => new(
        400,
        $"You passed an empty string for '{path}'. We assume empty values are an attempt to unset a parameter; however " +
        $"'{path}' cannot be unset. You should remove '{path}' from your request or supply a non-empty value.")
    { Code = "parameter_invalid_empty", Param = path };

    private static StripeError InvalidInteger(string message, string path)
        => new(400, message) { Code = "parameter_invalid_integer", Param = path };
}
