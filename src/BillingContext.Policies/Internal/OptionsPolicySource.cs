using Microsoft.Extensions.Options;

namespace BillingContext.Policies.Internal;

/// <summary>The policies the host configured at start.</summary>
internal sealed class OptionsPolicySource(IOptionsMonitor<RefundPoliciesOptions> options) : IRefundPolicySource
{
    public ValueTask<RefundPolicy?> GetAsync(MerchantId merchant, CancellationToken cancellationToken) =>
        new(options.CurrentValue.Find(merchant));
}
