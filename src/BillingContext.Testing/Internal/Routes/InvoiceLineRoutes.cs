using BillingContext.Testing.Internal.Records;
using BillingContext.Testing.Internal.Rendering;
using BillingContext.Testing.Internal.Wire;

namespace BillingContext.Testing.Internal.Routes;

/// <summary>https://docs.stripe.com/api/invoice-line-item/retrieve</summary>
internal static class InvoiceLineRoutes
{
    private const int DefaultLimit = 10;
    private static readonly InvoiceLineResource Resource = new();

    public static IReadOnlyList<Route> All { get; } =
    [
        new Route(
            "GET", "/v1/invoices/{id}/lines", Resource, true, Resource.Read, [.. Parameter.Paging, Parameter.Expand], List),
    ];

    private static Answer List(Call call)
    {
        if (call.Books.Invoices.Find(call.Id) is not { } invoice)
        {
            return call.NoSuch("invoice", call.Id, "invoice", 404);
        }

        var (after, before) = (call.Text("starting_after"), call.Text("ending_before"));
        if (after is not null && before is not null)
        {
            return new StripeError(400, "Received both starting_after and ending_before parameters. Please pass in only one.");
        }

        var lines = invoice.Lines.ToList();
        var place = lines.FindIndex(line => line.Id == (after ?? before));
        if ((after ?? before) is { } cursor && place < 0)
        {
            return call.NoSuch("line_item", cursor, after is null ? "ending_before" : "starting_after", 400);
        }

        var limit = (int)(call.Integer("limit") ?? DefaultLimit);
        var left = before is null ? lines[(place + 1)..] : lines[..place];
        var page = before is null ? left.Take(limit) : left.TakeLast(limit);
        return Answer.List(new InvoiceLineResource($"/v1/invoices/{invoice.Id}/lines"), [.. page], left.Count > limit);
    }
}
