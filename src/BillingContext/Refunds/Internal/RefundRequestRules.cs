using BillingContext.Internal;

namespace BillingContext.Refunds.Internal;

/// <summary>What makes a request one at all; whether it is granted is another matter.</summary>
internal static class RefundRequestRules
{
    internal const int LongestNote = 500;

    internal static void Check(RefundRequest request)
    {
        ArgumentNullException.ThrowIfNull(request);
        ArgumentNullException.ThrowIfNull(request.Customer, nameof(request));
        ArgumentNullException.ThrowIfNull(request.Actor, nameof(request));
        RequestIds.Check(request.RequestId, RequestIds.Longest, nameof(request));
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
