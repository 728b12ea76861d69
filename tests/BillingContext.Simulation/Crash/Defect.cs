namespace BillingContext.Simulation.Crash;

/// <summary>What to break in the child, to see that the comparison notices. Nothing shipped has such a switch.</summary>
internal enum Defect
{
    /// <summary>The code as it ships.</summary>
    None,

    /// <summary>Every attempt has an idempotency key of its own.</summary>
    FreshKey,

    /// <summary>A refund is recorded only with its outcome, after Stripe was asked.</summary>
    LateIntent,

    /// <summary>An outcome is recorded without its line in the audit log.</summary>
    UnauditedOutcome,

    /// <summary>Whatever Stripe answers, or does not, settles the refund or the cancellation.</summary>
    ErrorIsFinal,
}
