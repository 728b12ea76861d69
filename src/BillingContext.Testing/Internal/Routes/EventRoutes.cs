using BillingContext.Testing.Internal.Records;
using BillingContext.Testing.Internal.Rendering;
using BillingContext.Testing.Internal.Wire;

namespace BillingContext.Testing.Internal.Routes;

/// <summary>https://docs.stripe.com/api/events: what happened in the last thirty days.</summary>
internal static class EventRoutes
{
    private const long KeptSeconds = 30 * 24 * 60 * 60;
    private const int MaximumTypes = 20;
    private static readonly EventResource Resource = new();

    public static IReadOnlyList<Route> All { get; } =
    [
        Route.List(
            Resource,
            [Parameter.Text("type"), Parameter.Texts("types"), Parameter.Range("created"), .. Parameter.NotSimulated("delivery_success")],
            List),
        Route.Retrieve(Resource, Retrieve),
    ];

    private static Answer List(Call call)
    {
        var types = call.Texts("types").ToHashSet(StringComparer.Ordinal);
        if (types.Count > MaximumTypes)
        {
            return new StripeError(400, $"You may pass at most {MaximumTypes} types.") { Param = "types" };
        }

        if (call.Text("type") is { } type)
        {
            types.Add(type);
        }

        var oldest = call.Books.Now() - KeptSeconds;
        return Lists.Page(
            call,
            Resource,
            call.Books.Events.Table.All,
            e => IsSnapshot(e) && e.Created >= oldest && (types.Count == 0 || types.Any(t => Matches(t, e.Type))));
    }

    private static Answer Retrieve(Call call)
        => call.Books.Events.Table.Find(call.Id) is { } found && IsSnapshot(found) && found.Created >= call.Books.Now() - KeptSeconds
            ? Answer.Object(Resource, found)
            : call.NoSuch("event", call.Id, "id", 404);

    // "charge.*" stands for all events of charges.
    private static bool Matches(string pattern, string type)
        => pattern.EndsWith('*') ? type.StartsWith(pattern[..^1], StringComparison.Ordinal) : pattern == type;

    /// <summary>Thin events are read from another API, which is not simulated.</summary>
    private static bool IsSnapshot(EventRecord record) => record.Subject is not ApprovalRecord;
}
