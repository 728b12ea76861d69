namespace BillingContext.Simulation.Worlds;

/// <summary>What a node may be doing when it dies.</summary>
internal enum Activity
{
    Refund,
    Cancellation,
    Approval,
    Switch,
    Webhook,
    Sweep,
}
