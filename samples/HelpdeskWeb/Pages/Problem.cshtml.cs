using BillingContext;
using Microsoft.AspNetCore.Diagnostics;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace HelpdeskWeb.Pages;

/// <summary>What went wrong, in words for the agent; never what an exception says.</summary>
[IgnoreAntiforgeryToken]
internal sealed class ProblemModel : PageModel
{
    [FromRoute]
    public int Code { get; set; }

    internal (string Title, string Text) Words => (Code, HttpContext.Features.Get<IExceptionHandlerFeature>()?.Error) switch
    {
        (_, BillingException) => ("Stripe could not be asked", "Wait a moment and try again. If you sent a form, go back and send the same one again: however often it is sent, it counts once."),
        (400, _) => ("This form cannot be used", "It is too old, or it was changed on its way. Nothing was done. Open the conversation and begin again."),
        (404, _) => ("There is nothing here", "It does not exist, or it does not belong to this conversation's customer. Nothing was done."),
        _ => ("Something went wrong", "Look at the conversation before you try again: what was done is shown there."),
    };
}
