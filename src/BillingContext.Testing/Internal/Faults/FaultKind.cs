namespace BillingContext.Testing.Internal.Faults;

internal enum FaultKind
{
    Latency,
    LoseRequest,
    RefuseConnection,
    Hang,
    HangAfterApplying,
    ArriveLate,
    LoseReply,
    ServerError,
    Answer,
}
