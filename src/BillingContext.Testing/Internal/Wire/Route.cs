using BillingContext.Testing.Internal.Rendering;

namespace BillingContext.Testing.Internal.Wire;

/// <summary>One row of the routing table.</summary>
/// <param name="Method">The HTTP method.</param>
/// <param name="Template">The path, with <c>{id}</c> where an id stands.</param>
/// <param name="Answers">The kind of object it answers with.</param>
/// <param name="AnswersList">Whether it answers a page of them.</param>
/// <param name="Needs">Permissions, any of which opens it to a restricted key.</param>
/// <param name="Parameters">Everything it takes; anything else is refused.</param>
/// <param name="Handle">What it does.</param>
internal sealed record Route(
    string Method,
    string Template,
    Resource Answers,
    bool AnswersList,
    IReadOnlyList<Permission> Needs,
    IReadOnlyList<Parameter> Parameters,
    Func<Call, Answer> Handle)
{
    private readonly string[] _segments = Template.Split('/');

    public bool IsSearch { get; private init; }

    public static Route Retrieve(Resource resource, Func<Call, Answer> handle)
        => new("GET", resource.Url + "/{id}", resource, false, resource.Read, [Parameter.Expand], handle);

    public static Route List(Resource resource, IReadOnlyList<Parameter> filters, Func<Call, Answer> handle)
        => new("GET", resource.Url, resource, true, resource.Read, [.. Parameter.Paging, Parameter.Expand, .. filters], handle);

    public static Route Search(Resource resource, Func<Call, Answer> handle)
        => new(
            "GET",
            resource.Url + "/search",
            resource,
            true,
            resource.Read,
            [Parameter.Text("query"), Parameter.Integer("limit", 1, 100), Parameter.Text("page"), Parameter.Expand],
            handle)
        { IsSearch = true };

    public static Route Change(
        string method,
        string template,
        Resource answers,
        IReadOnlyList<Permission> needs,
        IReadOnlyList<Parameter> parameters,
        Func<Call, Answer> handle)
        => new(method, template, answers, false, needs, [Parameter.Expand, .. parameters], handle);

    public bool Matches(string method, string[] path, out string id)
    {
        id = "";
        if (method != Method || path.Length != _segments.Length)
        {
            return false;
        }

        for (var i = 0; i < path.Length; i++)
        {
            if (_segments[i] == "{id}" && path[i].Length > 0)
            {
                id = Uri.UnescapeDataString(path[i]);
            }
            else if (_segments[i] != path[i])
            {
                return false;
            }
        }

        return true;
    }
}
