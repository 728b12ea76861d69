using HelpdeskWeb.Desk;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace HelpdeskWeb.Pages;

/// <summary>All conversations, and who sits at the desk.</summary>
internal sealed class IndexModel(Conversations conversations) : PageModel
{
    internal IReadOnlyList<Conversation> Conversations => conversations.All;

    public IActionResult OnPostAgent(string agent, string? back)
    {
        Response.Cookies.Append(Agent.Cookie, agent, new CookieOptions { HttpOnly = true, SameSite = SameSiteMode.Strict, IsEssential = true });
        return LocalRedirect(Url.IsLocalUrl(back) ? back : "/");
    }
}
