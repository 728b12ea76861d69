using BillingContext.Payments;
using HelpdeskConsole.Facts;
using Spectre.Console;
using Spectre.Console.Rendering;

namespace HelpdeskConsole.Screens;

/// <summary>Two lines a payment; its id is a link into the dashboard where the terminal can do that.</summary>
internal static class PaymentsTable
{
    internal static IRenderable Of(IReadOnlyList<PaymentLine> payments)
    {
        if (payments.Count == 0)
        {
            return new Markup("[grey]No payments.[/]");
        }

        var table = Grids.Of("Paid (UTC)", "Amount", "Status", "Card and payment");
        table.Columns[1].RightAligned();
        table.Columns[3].NoWrap();
        foreach (var payment in payments)
        {
            table.AddRow(
                $"{Words.Minute(payment.At)}\n[grey]{Safe.Markup(payment.Description)}[/]",
                Safe.Markup(payment.Amount.Text),
                StatusOf(payment),
                $"{Safe.Markup(payment.Method)}\n[grey][link={payment.Link}]{Safe.Markup(payment.Id)}[/][/]");
        }

        return table;
    }

    private static string StatusOf(PaymentLine payment)
    {
        var colour = payment.Status switch
        {
            PaymentStatus.Succeeded => "green",
            PaymentStatus.Canceled or PaymentStatus.Failed or PaymentStatus.RequiresPaymentMethod => "red",
            _ => "yellow",
        };
        var declined = payment is { Declined: { } code, Status: not PaymentStatus.Succeeded } ? $" [grey]({Safe.Markup(code)})[/]" : "";
        string?[] more =
        [
            payment.Refunded is { } refunded ? $"[aqua]refunded {Safe.Markup(refunded.Text)}[/]" : null,
            payment.RefundsKnown ? null : "[yellow]refunds not known[/]",
            payment.Dispute is { } dispute ? $"[red]dispute: {Safe.Markup(dispute)}[/]" : null,
            payment.DisputeReason is { } reason ? $"[red]{Safe.Markup(reason)}[/]" : null,
        ];
        return string.Join('\n', [$"[{colour}]{Safe.Markup(payment.StripeStatus)}[/]{declined}", .. more.Where(line => line is not null)]);
    }
}
