using BillingContext.Refunds;

namespace BillingContext.Audit.Internal;

/// <summary>The one enum whose zero is not the safe value: whatever it was that was missing, it must not read as nothing.</summary>
internal sealed class MissingFactsWord() : EnumWord<MissingFacts>(MissingFacts.Charge | MissingFacts.Refunds | MissingFacts.Disputes);
