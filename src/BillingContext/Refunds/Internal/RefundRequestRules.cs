using System.Buffers;

namespace BillingContext.Refunds.Internal;

/// <summary>What makes a request one at all; whether it is granted is another matter.</summary>
internal static class RefundRequestRules
{
    internal const int LongestNote = 500;
    private const int LongestRequestId = 200;

    private static readonly SearchValues<char> RequestIdCharacters =
        SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_-.:");

    internal static void Check(RefundRequest request)
    {
        ArgumentNullException.ThrowIfNull(request);
        ArgumentNullException.ThrowIfNull(request.Customer, nameof(request));
        ArgumentNullException.ThrowIfNull(request.Actor, nameof(request));
        if (string.IsNullOrEmpty(request.RequestId)
            || request.RequestId.Length > LongestRequestId
            || request.RequestId.AsSpan().ContainsAnyExcept(RequestIdCharacters))
        {
            throw new ArgumentException($"{nameof(request.RequestId)} must be 1 to {LongestRequestId} letters, digits and '_-.:'.", nameof(request));
        }

        if (request.Payment == default)
        {
            throw new ArgumentException($"{nameof(request.Payment)} is empty.", nameof(request));
        }

        if (request.Note?.Length > LongestNote)
        {
            throw new ArgumentException($"{nameof(request.Note)} is longer than {LongestNote} characters.", nameof(request));
        }
    }
}
