using System.ComponentModel.DataAnnotations;
using BillingContext.Payments;
using BillingContext.Refunds;
using BillingContext.Subscriptions;
using HelpdeskWeb.Desk;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Filters;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace HelpdeskWeb.Pages;

/// <summary>Asks when a subscription is to end, shows what that comes to, and only then cancels.</summary>
internal sealed class CancelModel(Conversations conversations, PanelReader panels, ISubscriptionService subscriptions) : PageModel
{
    [FromRoute]
    public string Id { get; set; } = "";

    [BindProperty(SupportsGet = true)]
    public CancellationKind? Kind { get; set; }

    [BindProperty(SupportsGet = true)]
    public CancellationRefund Refund { get; set; }

    internal Panel Panel { get; private set; } = null!;

    internal Subscription Current { get; private set; } = null!;

    internal CancellationRequest? Asked { get; private set; }

    internal CancellationPreview? Preview { get; private set; }

    internal string Verb => (Preview!.Decision.Verdict, Preview) switch
    {
        (RefundVerdict.NeedsApproval, _) => "Ask for approval",
        (_, { Kind: CancellationKind.Undo }) => "Let it go on",
        (_, { Refund: { } refund }) => $"Cancel and refund {Words.Writer.Write(refund)}",
        _ => "Cancel the subscription",
    };

    public override async Task OnPageHandlerExecutionAsync(PageHandlerExecutingContext context, PageHandlerExecutionDelegate next)
    {
        if (conversations.Find(Id) is not { } conversation)
        {
            context.Result = NotFound();
            return;
        }

        Panel = await panels.ReadAsync(conversation, Agent.Of(Request), HttpContext.RequestAborted);
        if (Panel.Context?.Subscriptions.FirstOrDefault(subscription => subscription.Id.Value == (string?)RouteData.Values["subscription"]) is not { } current)
        {
            context.Result = NotFound();
            return;
        }

        Current = current;
        await next();
    }

    public async Task OnGetAsync(CancellationToken cancellationToken)
    {
        if (Kind is { } kind && ModelState.IsValid)
        {
            Asked = RequestOf(kind, $"{Id}-{Guid.NewGuid():N}");
            Preview = await subscriptions.PreviewAsync(Asked, cancellationToken);
        }
    }

    public async Task<IActionResult> OnPostAsync(
        [Required, RegularExpression("[A-Za-z0-9_.:-]{1,190}")] string requestId, CancellationToken cancellationToken)
    {
        if (!ModelState.IsValid || Kind is not { } kind)
        {
            return BadRequest();
        }

        var result = await subscriptions.CancelAsync(RequestOf(kind, requestId), cancellationToken);
        Outcome.Keep(TempData, Words.Of(result), result.Reasons);
        return RedirectToPage("/Conversation", new { Id });
    }

    private CancellationRequest RequestOf(CancellationKind kind, string requestId) => new()
    {
        RequestId = requestId,
        Customer = Panel.Customer,
        Subscription = Current.Id,
        Kind = kind,
        Refund = Refund,
        Actor = Panel.Agent.Actor,
        Ticket = Panel.Customer.Ticket,
    };
}
