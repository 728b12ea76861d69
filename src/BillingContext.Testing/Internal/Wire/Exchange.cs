using BillingContext.Testing.Internal.Rendering;

namespace BillingContext.Testing.Internal.Wire;

/// <summary>A request between its arrival and its answer.</summary>
internal sealed class Exchange(string requestId, SimulatedRequest logged)
{
    public string RequestId { get; } = requestId;

    public SimulatedRequest Logged { get; } = logged;

    public Books? Books { get; set; }

    public Route? Route { get; set; }

    public Call? Call { get; set; }

    public Expansion Expansion { get; set; } = Expansion.None;

    public ApiVersion Version { get; set; } = ApiVersion.Default;

    public string? IdempotencyKey { get; set; }

    public KeptRequest? Kept { get; set; }

    /// <summary>The answer; null while the route has still to run.</summary>
    public Reply? Reply
    {
        get;
        set
        {
            field = value;
            Logged.Status = value?.Status ?? 0;
        }
    }
}
