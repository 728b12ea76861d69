namespace BillingContext.Simulation.Crash;

/// <summary>What a process finds when it starts, which decides what it does and so where it can die.</summary>
internal enum Situation
{
    /// <summary>No tables yet.</summary>
    Empty,

    /// <summary>Nothing is open: the next thing is done.</summary>
    Idle,

    /// <summary>Something is open, and Stripe was never asked.</summary>
    NotSent,

    /// <summary>A subscription has ended, and the refund that belongs to it was not made.</summary>
    Half,

    /// <summary>Something is open, and Stripe has done all of it.</summary>
    Landed,
}
