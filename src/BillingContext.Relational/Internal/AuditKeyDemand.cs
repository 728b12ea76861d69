using Microsoft.Extensions.Options;

namespace BillingContext.Relational.Internal;

/// <summary>A log that outlives the process is worth forging, so it must not be kept without a key.</summary>
internal sealed class AuditKeyDemand : IValidateOptions<BillingContextOptions>
{
    private const string Setting = $"{BillingContextOptions.SectionName}:{nameof(BillingContextOptions.AuditKey)}";

    public ValidateOptionsResult Validate(string? name, BillingContextOptions options) => options.AuditKey is null
        ? ValidateOptionsResult.Fail(
            $"{Setting} is not set, and a durable store needs it to make the audit log tamper-evident. Set it to at least 32 random bytes "
            + "in base64, such as `openssl rand -base64 32` prints, the same on all nodes, and keep it where secrets are kept.")
        : ValidateOptionsResult.Success;
}
