namespace BillingContext.Webhooks.Internal;

/// <summary>What a signature check found. Only one of them lets a webhook in.</summary>
internal enum SignatureVerdict
{
    Mismatch = 0,
    Missing,
    Malformed,
    TooOld,
    NoSecret,
    Valid,
}
