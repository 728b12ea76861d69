using Microsoft.Extensions.Options;

namespace BillingContext.Vault.Internal;

/// <summary>Nothing to set; what is missing is said when the host starts.</summary>
internal sealed class KeptMerchantsOptions
{
    internal sealed class Validator(SecretSealing sealing) : IValidateOptions<KeptMerchantsOptions>
    {
        public ValidateOptionsResult Validate(string? name, KeptMerchantsOptions options) =>
            sealing.CanSeal ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(SecretSealing.Missing);
    }
}
