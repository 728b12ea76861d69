using System.ComponentModel.DataAnnotations;
using BillingContext;
using BillingContext.Customers;
using BillingContext.Refunds;
using BillingContext.Subscriptions;
using HelpdeskWeb.Desk;
using HelpdeskWeb.Story;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Filters;
using Microsoft.AspNetCore.Mvc.ModelBinding;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace HelpdeskWeb.Pages;

/// <summary>One conversation with its Stripe panel.</summary>
internal sealed class ConversationModel(
    Conversations conversations,
    PanelReader panels,
    News news,
    ICustomerResolver customers,
    IRefundService refunds,
    ISubscriptionService subscriptions,
    Incidents incidents,
    Postman postman) : PageModel
{
    internal Panel Panel { get; private set; } = null!;

    internal Arrival Arrival => postman.Arrival;

    /// <summary>Every handler has the panel.</summary>
    public override async Task OnPageHandlerExecutionAsync(PageHandlerExecutingContext context, PageHandlerExecutionDelegate next)
    {
        if (conversations.Find((string?)RouteData.Values["id"]) is not { } conversation)
        {
            context.Result = NotFound();
            return;
        }

        if (!ModelState.IsValid)
        {
            context.Result = BadRequest();
            return;
        }

        Panel = await panels.ReadAsync(conversation, Agent.Of(Request), HttpContext.RequestAborted);
        await next();
    }

    /// <summary>The panel alone, for the script that heard of changes, with how they are now.</summary>
    public async Task<PartialViewResult> OnGetPanelAsync(long since, long until, CancellationToken cancellationToken)
    {
        if (Panel.Context is not null && until > since)
        {
            var changes = await news.HearAsync(Panel.Customer, since, until, cancellationToken);
            Panel = await panels.ReadAsync(Panel.Conversation, Panel.Agent, cancellationToken) with { Changes = changes };
        }

        return Partial("_Panel", Panel);
    }

    /// <summary>A lead answers a request: as they saw it, which its version says.</summary>
    public async Task<IActionResult> OnPostAnswerAsync(
        [Required] string requestId, [BindRequired] long version, bool cancellation, [BindRequired] bool approve, CancellationToken cancellationToken)
    {
        var answer = new ApprovalAnswer { Merchant = Panel.Customer.Scope.Merchant, RequestId = requestId, Version = version, By = Panel.Agent.Actor };
        if (cancellation)
        {
            var result = await (approve ? subscriptions.ApproveAsync(answer, cancellationToken) : subscriptions.RejectAsync(answer, cancellationToken));
            Outcome.Keep(TempData, Words.Of(result), result.Reasons);
        }
        else
        {
            var result = await (approve ? refunds.ApproveAsync(answer, cancellationToken) : refunds.RejectAsync(answer, cancellationToken));
            Outcome.Keep(TempData, Words.Of(result), result.Reasons);
        }

        return RedirectToPage();
    }

    /// <summary>The agent has checked who writes, and says how: it goes on the audit log.</summary>
    public async Task<IActionResult> OnPostConfirmAsync([Required, StringLength(500)] string evidence, CancellationToken cancellationToken)
    {
        if (Panel.MayConfirm && Panel.Customer.Customer is { } candidate)
        {
            Panel.Conversation.Customer = await customers.ConfirmAsync(Panel.Customer, candidate, Panel.Agent.Actor, evidence, cancellationToken);
        }

        return RedirectToPage();
    }

    /// <summary>Something happens at Stripe. The browser stays where it is (204) and hears of it by itself, as it would of the real one's.</summary>
    public IActionResult OnPostPlay([BindRequired] Incident incident)
    {
        if (Panel.Context is { } context && incidents.Play(incident, context))
        {
            return new NoContentResult();
        }

        Outcome.Keep(TempData, "There is nothing that this could happen to", []);
        return RedirectToPage();
    }

    public NoContentResult OnPostArrival([BindRequired] Arrival arrival)
    {
        postman.Arrival = arrival;
        return new NoContentResult();
    }
}
