namespace BillingContext.Simulation.Scenes;

/// <summary>What may happen in a history besides requests.</summary>
internal enum Incident
{
    RefundedInDashboard,
    EndedInDashboard,
    BankFailsRefund,
    BankFailsAtOnce,
    RefundsWait,
    Disputed,
    ApprovalWanted,
    RefundsTurnedOff,
    PolicyChanged,
    SecretRotated,
    KeyRotated,
    KeyRevoked,
    KeyNarrowed,
    StripeAway,
    StoreDown,
    CommitsLost,
    ClocksWrong,
    ClockSteps,
    OddEvents,
    ResentAfter30Days,
    FailsWeeksLater,
    AskedAgainNextDay,
    OtherParameters,
    CallersCancel,
    EventsDaysLate,
    BuriedInList,
    LateAndRefused,
}
