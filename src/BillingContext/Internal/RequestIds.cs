using System.Buffers;

namespace BillingContext.Internal;

/// <summary>What makes a host's id of a request one.</summary>
internal static class RequestIds
{
    internal const int Longest = 200;

    private static readonly SearchValues<char> Characters =
        SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_-.:");

    /// <exception cref="ArgumentException">It is none.</exception>
    internal static void Check(string? id, int longest, string parameter)
    {
        if (string.IsNullOrEmpty(id) || id.Length > longest || id.AsSpan().ContainsAnyExcept(Characters))
        {
            throw new ArgumentException($"RequestId must be 1 to {longest} letters, digits and '_-.:'.", parameter);
        }
    }
}
