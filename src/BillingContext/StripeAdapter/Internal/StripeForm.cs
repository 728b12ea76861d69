using System.Text;

namespace BillingContext.StripeAdapter.Internal;

/// <summary>Stripe's form encoding, for query strings and bodies: keys are ours and stay readable, values are always escaped.</summary>
internal sealed class StripeForm
{
    private readonly StringBuilder text = new();

    /// <summary>Whose or what a list is of. An empty id could select everybody's.</summary>
    /// <exception cref="ArgumentException">The id is empty.</exception>
    internal StripeForm Of(string key, string id)
    {
        ArgumentException.ThrowIfNullOrEmpty(id, key);
        return Add(key, id);
    }

    internal StripeForm Add(string key, string value)
    {
        if (text.Length > 0)
        {
            text.Append('&');
        }

        text.Append(key).Append('=').Append(Uri.EscapeDataString(value));
        return this;
    }

    internal StripeForm Add(string key, long value) => Add(key, value.ToString(System.Globalization.CultureInfo.InvariantCulture));

    internal StripeForm Expand(string? path) => path is null ? this : Add("expand[]", path);

    public override string ToString() => text.ToString();
}
