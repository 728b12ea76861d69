using System.Collections.ObjectModel;
using BillingContext.Testing.Internal.Operations;
using BillingContext.Testing.Internal.Records;
using BillingContext.Testing.Internal.Rendering;
using BillingContext.Testing.Internal.Wire;

namespace BillingContext.Testing.Internal.Routes;

/// <summary>https://docs.stripe.com/api/refunds</summary>
internal static class RefundRoutes
{
    private static readonly RefundResource Resource = new();

    public static IReadOnlyList<Route> All { get; } =
    [
        Lists.Route(
            Resource,
            [
                new("charge", books => books.RefundsByCharge, refund => refund.Charge),
                new("payment_intent", books => books.RefundsByPaymentIntent, refund => refund.PaymentIntent),
            ]),
        Retrieval.Route(Resource),
        Route.Change(
            "POST",
            "/v1/refunds",
            Resource,
            Permissions.WriteRefunds,
            [
                Parameter.Text("charge"),
                Parameter.Text("payment_intent"),
                Parameter.Integer("amount", minimum: 1),
                Parameter.Choice("reason", "duplicate", "fraudulent", "requested_by_customer"),
                Parameter.Flag("refund_application_fee"),
                Parameter.Flag("reverse_transfer"),
                Parameter.Text("instructions_email"),
                Parameter.Metadata,
                .. Parameter.NotSimulated("currency", "customer", "origin"),
            ],
            Create),
        Route.Change("POST", "/v1/refunds/{id}", Resource, Permissions.WriteRefunds, [Parameter.Metadata], Update),
        Route.Change("POST", "/v1/refunds/{id}/cancel", Resource, Permissions.WriteRefunds, [], Cancel),
    ];

    private static Answer Create(Call call)
    {
        if (RefundTarget.Find(call, out var charge) is { } missing)
        {
            return missing;
        }

        var order = new RefundOrder
        {
            Charge = charge!.Id,
            Amount = call.Integer("amount"),
            Reason = call.Text("reason"),
            Metadata = call.Metadata(ReadOnlyDictionary<string, string>.Empty),
            InstructionsEmail = call.Text("instructions_email"),
            ReverseTransfer = call.Flag("reverse_transfer"),
            RefundApplicationFee = call.Flag("refund_application_fee"),
        };
        var (books, now) = (call.Books, call.Books.Now());
        if (RefundRules.Refuses(books, charge, order) is { } refusal)
        {
            return refusal;
        }

        if ((order.Amount ?? charge.Refundable) > books.RefundSettings.ApprovalThreshold)
        {
            return ApprovalOperations.Ask(books, order, now);
        }

        return RefundOperations.TryCreate(books, order, now, out var refund) is { } error ? error : Answer.Object(Resource, refund!);
    }

    private static Answer Update(Call call)
    {
        if (call.Books.Refunds.Find(call.Id) is not { } refund)
        {
            return call.NoSuch("refund", call.Id, "refund", 404);
        }

        var changed = refund with { Metadata = call.Metadata(refund.Metadata) };
        return Answer.Object(Resource, call.Has("metadata") ? RefundOperations.Change(call.Books, changed, call.Books.Now()) : refund);
    }

    /// <summary>Only while the customer has still to act: https://docs.stripe.com/api/refunds/cancel</summary>
    private static Answer Cancel(Call call)
    {
        if (call.Books.Refunds.Find(call.Id) is not { } refund)
        {
            return call.NoSuch("refund", call.Id, "refund", 404);
        }

        return refund.Status == "requires_action"
            ? Answer.Object(Resource, RefundOperations.Cancel(call.Books, refund, call.Books.Now()))
            : new StripeError(400, "Canceling this refund is unsupported.") { Executed = true };
    }
}
