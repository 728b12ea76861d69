namespace BillingContext.Testing.Internal.Wire;

/// <summary>Fifty keys of forty characters, values of five hundred: https://docs.stripe.com/api/metadata</summary>
internal static class MetadataCheck
{
    private const int MaximumKeys = 50;
    private const int MaximumKey = 40;
    private const int MaximumValue = 500;

    public static StripeError? Check(FormValue value, string path)
    {
        // An empty value for the whole removes every key.
        if (!value.IsHash)
        {
            return value.Text is "" ? null : new StripeError(400, "Invalid object") { Param = path };
        }

        if (value.Children.Count > MaximumKeys)
        {
            return new StripeError(400, $"You can have up to {MaximumKeys} metadata keys per object.") { Param = path };
        }

        foreach (var (key, child) in value.Children)
        {
            if (child.Text is not { } text)
            {
                return new StripeError(400, "Metadata values must be strings; a hash or an array was given.") { Param = $"{path}[{key}]" };
            }

            if (key.Length > MaximumKey)
            {
                return new StripeError(400, $"Metadata keys can be at most {MaximumKey} characters long.") { Param = $"{path}[{key}]" };
            }

            if (text.Length > MaximumValue)
            {
                return new StripeError(
                    400,
                    $"Metadata values can have up to {MaximumValue} characters, " +
                    $"but you passed in a value that is {text.Length} characters.")
                { Param = $"{path}[{key}]" };
            }
        }

        return null;
    }
}
