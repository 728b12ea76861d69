namespace BillingContext.Policies.Internal;

/// <summary>Finds time zones by their IANA names, the same on every operating system.</summary>
internal static class Zones
{
    private const int MaxLength = 64;

    /// <summary>Finds a time zone, or says what is wrong with its name.</summary>
    internal static string? Find(string id, out TimeZoneInfo zone)
    {
        zone = TimeZoneInfo.Utc;
        if (id == "UTC")
        {
            return null;
        }

        if (TimeZoneInfo.TryConvertWindowsIdToIanaId(id, out var iana))
        {
            return $"{Printable.Quote(id)} is a name of Windows. Write the IANA name: \"{iana}\".";
        }

        // The shape is checked first: the lookup may treat a name as the path of a file.
        if (!HasShape(id) || !TimeZoneInfo.TryFindSystemTimeZoneById(id, out var found))
        {
            return $"{Printable.Quote(id)} is not a time zone known here. Write an IANA name such as \"Europe/Berlin\", or \"UTC\"; "
                + "if the name is right, this machine has no time zone data (package tzdata).";
        }

        zone = found;
        return null;
    }

    private static bool HasShape(string id) =>
        id.Length <= MaxLength && id.Split('/').All(part =>
            part.Length > 0
            && char.IsAsciiLetterUpper(part[0])
            && part.All(letter => char.IsAsciiLetterOrDigit(letter) || letter is '_' or '-' or '+'));
}
