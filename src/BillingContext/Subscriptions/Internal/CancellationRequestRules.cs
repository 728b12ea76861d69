using BillingContext.Internal;

namespace BillingContext.Subscriptions.Internal;

/// <summary>What makes a request one at all; whether it is granted is another matter.</summary>
internal static class CancellationRequestRules
{
    internal const int LongestNote = 500;

    /// <summary>So that the refund's id, which is longer, is one too.</summary>
    private const int LongestRequestId = RequestIds.Longest - 10;

    internal static void Check(CancellationRequest request)
    {
        ArgumentNullException.ThrowIfNull(request);
        ArgumentNullException.ThrowIfNull(request.Customer, nameof(request));
        ArgumentNullException.ThrowIfNull(request.Actor, nameof(request));
        RequestIds.Check(request.RequestId, LongestRequestId, nameof(request));
        if (request.Subscription == default)
        {
            throw new ArgumentException($"{nameof(request.Subscription)} is empty.", nameof(request));
        }

        if (!Enum.IsDefined(request.Kind) || !Enum.IsDefined(request.Refund))
        {
            throw new ArgumentException($"{request.Kind} with {request.Refund} is no cancellation.", nameof(request));
        }

        if (request.Kind == CancellationKind.Undo && request.Refund != CancellationRefund.None)
        {
            throw new ArgumentException("To undo a cancellation refunds nothing.", nameof(request));
        }

        if (request.Kind != CancellationKind.Now && request.InvoiceNow)
        {
            throw new ArgumentException($"{nameof(request.InvoiceNow)} goes with {nameof(CancellationKind.Now)} only.", nameof(request));
        }

        if (request.Note?.Length > LongestNote)
        {
            throw new ArgumentException($"{nameof(request.Note)} is longer than {LongestNote} characters.", nameof(request));
        }
    }

    /// <summary>What the request id was used for. Neither the actor nor an amount, which changes by the second, is part of it.</summary>
    internal static string Parameters(CancellationRequest request) => RequestKeys.Hash(
        request.Customer.Scope.ToString(),
        request.Customer.Customer?.Value ?? "",
        request.Subscription.Value,
        request.Kind.ToString(),
        request.Refund.ToString(),
        request.InvoiceNow ? "invoice" : "");
}
