namespace BillingContext.Simulation.Crash;

/// <summary>What a process finds when it starts, which decides what it does and so where it can die.</summary>
internal enum Situation
{
    /// <summary>No tables yet.</summary>
    Empty,

    /// <summary>Nothing is open: the next refund is made.</summary>
    Idle,

    /// <summary>A refund is open, and Stripe was never asked.</summary>
    NotSent,

    /// <summary>A refund is open, and Stripe has made it.</summary>
    Landed,
}
