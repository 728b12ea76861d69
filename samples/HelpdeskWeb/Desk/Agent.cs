using BillingContext;

namespace HelpdeskWeb.Desk;

/// <summary>Who sits at the desk. A host of yours takes this from who is signed in; here a cookie says it, and anybody may change it.</summary>
internal sealed record Agent(string Id, string Name, bool IsLead)
{
    internal const string Cookie = "agent";

    internal static readonly Agent Ava = new("ava", "Ava", IsLead: false);
    internal static readonly Agent Lee = new("lee", "Lee", IsLead: true);

    internal Actor Actor => Actor.Person(Id);

    internal Agent Other => this == Ava ? Lee : Ava;

    internal string Title => IsLead ? $"{Name}, team lead" : $"{Name}, agent";

    internal static string NameOf(Actor actor) => Array.Find([Ava, Lee], agent => agent.Actor == actor)?.Name ?? actor.Id;

    internal static Agent Of(HttpRequest request) => request.Cookies[Cookie] == Lee.Id ? Lee : Ava;
}
