namespace BillingContext.Simulation.Checks;

/// <summary>The invariants in words.</summary>
internal static class InvariantList
{
    internal static readonly (Invariant Invariant, string Words)[] All =
    [
        (Invariant.I1, "at most one Stripe refund for each request, one compensation and one open cancellation for a subscription"),
        (Invariant.I2, "Refused: none was made and none can land; every other settled state names one refund and mirrors it"),
        (Invariant.I3, "what is refunded and what is in flight is never more than was captured"),
        (Invariant.I4, "intent and audit line are durable before the first byte to Stripe"),
        (Invariant.I5, "every open intent is settled within a bounded number of sweeps"),
        (Invariant.I6, "no POST with a key older than 23 hours, no cancellation after its lease"),
        (Invariant.I7, "two requests of equal amount on one charge both succeed"),
        (Invariant.I8, "an acknowledged event is durable, its effects are made once, its handlers ran"),
        (Invariant.I9, "the state after any order of events is what a fresh read says"),
        (Invariant.I10, "the audit chain verifies, only grows, and has a line for each change"),
        (Invariant.I11, "recorded facts replay to the recorded decision"),
        (Invariant.I12, "what could not be read never reads as none"),
        (Invariant.I13, "merchants never mix"),
        (Invariant.I14, "what needs a yes moves once, by a second person's yes in time, and no more than that; what was rejected never moves"),
        (Invariant.I15, "no stretch of time of a limit's length holds more refunds, or more money, than the limit"),
        (Invariant.I16, "once a stop has returned, nothing that it holds back is recorded or asked for again, by any node"),
    ];
}
