namespace BillingContext.Policies;

/// <summary>Which policy is in force for which merchant.</summary>
public sealed class RefundPoliciesOptions
{
    private readonly Dictionary<MerchantId, RefundPolicy> merchants = [];

    /// <summary>The policy of every merchant without one of their own.</summary>
    /// <value>The default is null: such a merchant's refunds all need approval.</value>
    public RefundPolicy? Default { get; set; }

    /// <summary>Gives a merchant a policy of their own, which replaces <see cref="Default"/> for them. The last call counts.</summary>
    public void ForMerchant(MerchantId merchant, RefundPolicy policy)
    {
        ArgumentNullException.ThrowIfNull(policy);
        merchants[merchant] = policy;
    }

    /// <inheritdoc cref="ForMerchant(MerchantId, RefundPolicy)"/>
    /// <exception cref="ArgumentException"><paramref name="merchant"/> is not a merchant's id.</exception>
    public void ForMerchant(string merchant, RefundPolicy policy) => ForMerchant(new MerchantId(merchant), policy);

    internal RefundPolicy? Find(MerchantId merchant) => merchants.GetValueOrDefault(merchant) ?? Default;
}
