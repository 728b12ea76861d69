namespace BillingContext.Policies;

/// <summary>Where the policy of a merchant comes from. A host whose merchants edit their rules registers its own, as a singleton.</summary>
public interface IRefundPolicySource
{
    /// <summary>The policy in force for a merchant, or null if there is none: then every refund needs approval.</summary>
    /// <param name="merchant">Whose policy is wanted.</param>
    /// <param name="cancellationToken">Stops looking for it.</param>
    /// <remarks>
    /// Called for every decision, from several threads; parse when a policy changes, not here. Throw if the policy could not
    /// be looked up: then nothing is decided.
    /// </remarks>
    ValueTask<RefundPolicy?> GetAsync(MerchantId merchant, CancellationToken cancellationToken);
}
