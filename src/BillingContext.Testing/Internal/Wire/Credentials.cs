using System.Text;

namespace BillingContext.Testing.Internal.Wire;

internal static class Credentials
{
    /// <summary>A bearer token, or the user name of basic authentication: https://docs.stripe.com/api/authentication</summary>
    public static string? Read(string? header)
    {
        if (header is null)
        {
            return null;
        }

        if (header.StartsWith("Bearer ", StringComparison.OrdinalIgnoreCase))
        {
            return header[7..].Trim() is { Length: > 0 } token ? token : null;
        }

        if (!header.StartsWith("Basic ", StringComparison.OrdinalIgnoreCase))
        {
            return null;
        }

        var bytes = new byte[header.Length];
        return Convert.TryFromBase64String(header[6..].Trim(), bytes, out var written)
            && Encoding.UTF8.GetString(bytes, 0, written).Split(':')[0] is { Length: > 0 } user
            ? user
            : null;
    }
}
