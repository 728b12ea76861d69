namespace BillingContext.Webhooks.Internal;

/// <summary>What became of an event that was worked on.</summary>
internal enum EventOutcome
{
    /// <summary>Somebody else wrote what this was decided on: nothing was done.</summary>
    Conflict = 0,

    /// <summary>Recorded; there are no handlers.</summary>
    Recorded,

    /// <summary>Recorded, and every handler ran.</summary>
    Handled,

    /// <summary>Recorded, and a handler failed: again later.</summary>
    Failed,

    /// <summary>Recorded, and handlers failed too often.</summary>
    SetAside,
}
