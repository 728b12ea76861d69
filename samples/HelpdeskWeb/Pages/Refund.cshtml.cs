using System.ComponentModel.DataAnnotations;
using System.Globalization;
using BillingContext;
using BillingContext.Payments;
using BillingContext.Refunds;
using HelpdeskWeb.Desk;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Filters;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace HelpdeskWeb.Pages;

/// <summary>Asks how much, shows what would be decided and why, and only then refunds.</summary>
internal sealed class RefundModel(Conversations conversations, PanelReader panels, IRefundService refunds) : PageModel
{
    [FromRoute]
    public string Id { get; set; } = "";

    [BindProperty(SupportsGet = true)]
    public string? Amount { get; set; }

    [BindProperty(SupportsGet = true)]
    public RefundReason Reason { get; set; }

    internal Panel Panel { get; private set; } = null!;

    internal Payment Paid { get; private set; } = null!;

    internal Money Left => Paid.Refundable ?? Paid.Captured;

    internal string? Problem { get; private set; }

    internal RefundRequest? Asked { get; private set; }

    internal RefundDecision? Decision { get; private set; }

    /// <summary>Only what the panel shows of this customer can be refunded here. Whose a payment is, the service checks once more.</summary>
    public override async Task OnPageHandlerExecutionAsync(PageHandlerExecutingContext context, PageHandlerExecutionDelegate next)
    {
        if (conversations.Find(Id) is not { } conversation)
        {
            context.Result = NotFound();
            return;
        }

        Panel = await panels.ReadAsync(conversation, Agent.Of(Request), HttpContext.RequestAborted);
        if (Panel.Context?.Payments.FirstOrDefault(payment => payment.Id.Value == (string?)RouteData.Values["payment"]) is not { } paid)
        {
            context.Result = NotFound();
            return;
        }

        Paid = paid;
        await next();
    }

    public async Task OnGetAsync(CancellationToken cancellationToken)
    {
        if (Amount is not null && ReadAmount() is { } amount)
        {
            Asked = RequestOf(amount, $"{Id}-{Guid.NewGuid():N}", note: null);
            Decision = await refunds.EvaluateAsync(Asked, cancellationToken);
        }
    }

    public async Task<IActionResult> OnPostAsync(
        [Required, RegularExpression("[A-Za-z0-9_.:-]{1,200}")] string requestId, [StringLength(500)] string? note, CancellationToken cancellationToken)
    {
        if (!ModelState.IsValid || ReadAmount() is not { } amount)
        {
            return BadRequest();
        }

        var result = await refunds.RefundAsync(RequestOf(amount, requestId, note), cancellationToken);
        Outcome.Keep(TempData, Words.Of(result), result.Reasons);
        return RedirectToPage("/Conversation", new { Id });
    }

    private RefundRequest RequestOf(Money amount, string requestId, string? note) => new()
    {
        RequestId = requestId,
        Customer = Panel.Customer,
        Payment = Paid.Id,
        Amount = amount,
        Reason = Reason,
        Note = note,
        Actor = Panel.Agent.Actor,
        Ticket = Panel.Customer.Ticket,
    };

    private Money? ReadAmount()
    {
        var currency = Paid.Amount.Currency;
        if (decimal.TryParse(Amount, NumberStyles.AllowDecimalPoint | NumberStyles.AllowLeadingWhite | NumberStyles.AllowTrailingWhite, CultureInfo.InvariantCulture, out var amount) && amount is > 0 and < 1_000_000_000
            && decimal.Round(amount, currency.MinorUnitDigits) == amount)
        {
            return Money.FromMajorUnits(amount, currency);
        }

        Problem = $"Write an amount such as {Words.Plain(Left)}, with a point and at most {currency.MinorUnitDigits} decimals.";
        return null;
    }
}
