using BillingContext.Testing.Internal.Records;
using BillingContext.Testing.Internal.Wire;

namespace BillingContext.Testing.Internal.Operations;

/// <summary>Refunds that need a second person: https://docs.stripe.com/account/approvals</summary>
internal static class ApprovalOperations
{
    private const long OpenSeconds = 7 * 24 * 60 * 60;

    public static StripeError Ask(Books books, RefundOrder order, long at)
    {
        var approval = new ApprovalRecord
        {
            Id = books.Ids.Approval(),
            Created = at,
            Order = order,
            Status = "pending",
            ExpiresAt = at + OpenSeconds,
        };
        books.Approvals.Add(approval);
        books.Emit("v2.core.approval_request.created", at, approval);
        books.Due.Add(approval.ExpiresAt, due => Close(books, approval.Id, "expired", due));
        return new StripeError(400, "This action requires approval from another person on your account.")
        {
            Code = "approval_required",
            Approval = approval,
            Executed = true,
        };
    }

    /// <summary>Once approved, Stripe carries the refund out by itself; it may be impossible by then.</summary>
    public static RefundRecord? Approve(Books books, string id, long at)
    {
        Close(books, id, "approved", at);
        var failure = RefundOperations.TryCreate(books, books.Approvals[id].Order, at, out var refund);
        Set(books, id, failure is null ? "succeeded" : "failed", at);
        return refund;
    }

    public static void Close(Books books, string id, string status, long at)
    {
        if (books.Approvals[id].Status == "pending")
        {
            Set(books, id, status, at);
        }
    }

    private static void Set(Books books, string id, string status, long at)
    {
        var approval = books.Approvals[id] with { Status = status };
        books.Approvals.Change(approval);
        books.Emit("v2.core.approval_request." + status, at, approval);
    }
}
