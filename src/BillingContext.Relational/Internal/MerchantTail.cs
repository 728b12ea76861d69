using BillingContext.Audit;

namespace BillingContext.Relational.Internal;

/// <summary>Where a merchant's two logs end, and the version of its guard. Its row is what writers of the merchant queue for.</summary>
internal sealed record MerchantTail(MerchantId Merchant, long Changes, AuditAnchor Audit, long Guard);
