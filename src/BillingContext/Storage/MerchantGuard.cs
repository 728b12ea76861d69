namespace BillingContext.Storage;

/// <summary>What bounds a merchant's money as a whole. Whoever commits a refund names the guard it was decided under.</summary>
/// <param name="Merchant">Whose.</param>
/// <param name="Version">Raised by every commit that brings a <see cref="StoreBatch.NextGuard"/>; 0 before the first.</param>
/// <param name="Stop">What is stopped; null for nothing.</param>
public sealed record MerchantGuard(MerchantId Merchant, long Version, MerchantStop? Stop = null);
