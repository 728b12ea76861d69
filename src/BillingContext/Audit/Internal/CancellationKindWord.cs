using BillingContext.Subscriptions;

namespace BillingContext.Audit.Internal;

/// <summary>Its zero is something that can be asked for, so a kind of a newer version is none of ours rather than that.</summary>
internal sealed class CancellationKindWord() : EnumWord<CancellationKind>((CancellationKind)(-1));
