using System.Text.Json.Serialization;
using Microsoft.Extensions.Options;
using Key = BillingContext.AuditKey;

namespace BillingContext;

/// <summary>What the host decides once, for all merchants.</summary>
/// <remarks>From configuration: <c>services.Configure&lt;BillingContextOptions&gt;(configuration.GetSection(BillingContextOptions.SectionName))</c>.</remarks>
public sealed class BillingContextOptions
{
    /// <summary>The configuration section that messages name these options by; the host binds it.</summary>
    public const string SectionName = "BillingContext";

    /// <summary>Whether refunds can be made at all. A merchant's own <see cref="MerchantCredentials.EnableRefunds"/> overrides it.</summary>
    /// <value>The default is false: a first installation only reads.</value>
    public bool EnableRefunds { get; set; }

    /// <summary>Whether subscriptions can be canceled at all. A merchant's own <see cref="MerchantCredentials.EnableCancellations"/> overrides it.</summary>
    /// <value>The default is false.</value>
    public bool EnableCancellations { get; set; }

    /// <summary>How many refunds, and how much money, may go out in any stretch of time. A merchant's own <see cref="MerchantCredentials.RefundLimits"/> replace them.</summary>
    /// <value>The default is none. They are written in C#: configuration does not bind them.</value>
    [JsonIgnore]
    public IList<RefundLimit> RefundLimits { get; } = [];

    /// <summary>How many of a customer's newest payments a context holds, from 1 to 100.</summary>
    /// <value>The default is 10.</value>
    public int PaymentsPerContext { get; set; } = 10;

    /// <summary>How old a context may be when the caller does not say, from zero (always fresh) to one hour.</summary>
    /// <value>The default is 30 seconds.</value>
    public TimeSpan MaxContextAge { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>How old a context may be that stands in where too many requests keep Stripe from being asked, from zero (none does) to 24 hours.</summary>
    /// <value>The default is one hour. Such a context is marked as <see cref="Payments.PaymentContext.IsStale"/>.</value>
    public TimeSpan MaxStaleAge { get; set; } = TimeSpan.FromHours(1);

    /// <summary>How many contexts are kept in memory, from 0 to 1,000,000; the ones longest unused go first.</summary>
    /// <value>The default is 2,000.</value>
    public int MaxCachedContexts { get; set; } = 2_000;

    /// <summary>How many payments, refunds, disputes, attempts, subscriptions and invoices these contexts may hold together, from 0 to 10,000,000.</summary>
    /// <value>The default is 100,000, about 100 MB at the most.</value>
    public int MaxCachedRecords { get; set; } = 100_000;

    /// <summary>How often a host looks what became of refunds and cancellations whose outcome was lost, from one second to one hour; zero for never.</summary>
    /// <value>The default is one minute. Without a host, call <see cref="Refunds.IRefundReconciler.SweepAsync"/> and <see cref="Subscriptions.ICancellationReconciler.SweepAsync"/>.</value>
    public TimeSpan ReconcileEvery { get; set; } = TimeSpan.FromMinutes(1);

    /// <summary>How often a host looks for events in the inbox that are due, beside those it just received, from one second to one hour; zero for never.</summary>
    /// <value>The default is five seconds. Without a host, call <see cref="Webhooks.IWebhookInbox.SweepAsync"/>.</value>
    public TimeSpan ProcessWebhooksEvery { get; set; } = TimeSpan.FromSeconds(5);

    /// <summary>How often a host asks the store for changes that other nodes recorded, while conversations are open, from 100 milliseconds to one minute; zero for never.</summary>
    /// <value>The default is one second. What this node records is heard at once.</value>
    public TimeSpan ReadChangesEvery { get; set; } = TimeSpan.FromSeconds(1);

    /// <summary>How many events of the inbox a node deals with at a time, from 1 to 64.</summary>
    /// <value>The default is 8.</value>
    public int WebhookConcurrency { get; set; } = 8;

    /// <summary>How long the handlers of one event may take together, from one second to ten minutes; then they are told to stop, and left behind.</summary>
    /// <value>The default is one minute.</value>
    public TimeSpan WebhookHandlerTimeout { get; set; } = TimeSpan.FromMinutes(1);

    /// <summary>After how many failures of its handlers the inbox sets an event aside, from 1 to 100. Waits double from ten seconds to an hour.</summary>
    /// <value>The default is 12: about three and a half hours. What fails for want of Stripe or of the key is tried for three days.</value>
    public int WebhookAttempts { get; set; } = 12;

    /// <summary>How long what needs approval waits for an answer, from one minute to 30 days.</summary>
    /// <value>The default is three days.</value>
    public TimeSpan ApprovalsExpireAfter { get; set; } = TimeSpan.FromDays(3);

    /// <summary>A secret that makes the audit log tamper-evident: at least 32 random bytes in base64, the same on all nodes. See <see cref="Key"/>.</summary>
    /// <value>The default is none: in memory the log is gone with the process anyway. A durable store demands one.</value>
    [JsonIgnore]
    public string? AuditKey { get; set; }

    /// <summary>Keys that <see cref="AuditKey"/> took the place of: what they tied can still be verified.</summary>
    [JsonIgnore]
    public IList<string> RetiredAuditKeys { get; } = [];

    internal sealed class Validator : IValidateOptions<BillingContextOptions>
    {
        public ValidateOptionsResult Validate(string? name, BillingContextOptions options)
        {
            var problems = new List<string>();
            if (options.PaymentsPerContext is < 1 or > 100)
            {
                problems.Add($"{SectionName}:{nameof(PaymentsPerContext)} is {options.PaymentsPerContext}. Set it from 1 to 100, Stripe's largest page.");
            }

            if (options.MaxContextAge < TimeSpan.Zero || options.MaxContextAge > TimeSpan.FromHours(1))
            {
                problems.Add($"{SectionName}:{nameof(MaxContextAge)} is {options.MaxContextAge}. Set it from 00:00:00 to 01:00:00.");
            }

            if (options.MaxStaleAge < TimeSpan.Zero || options.MaxStaleAge > TimeSpan.FromHours(24))
            {
                problems.Add($"{SectionName}:{nameof(MaxStaleAge)} is {options.MaxStaleAge}. Set it from 00:00:00 (never stale) to 1.00:00:00.");
            }

            if (options.MaxCachedContexts is < 0 or > 1_000_000)
            {
                problems.Add($"{SectionName}:{nameof(MaxCachedContexts)} is {options.MaxCachedContexts}. Set it from 0 (no cache) to 1000000.");
            }

            if (options.MaxCachedRecords is < 0 or > 10_000_000)
            {
                problems.Add($"{SectionName}:{nameof(MaxCachedRecords)} is {options.MaxCachedRecords}. Set it from 0 (no cache) to 10000000.");
            }

            if (options.ReconcileEvery != TimeSpan.Zero && (options.ReconcileEvery < TimeSpan.FromSeconds(1) || options.ReconcileEvery > TimeSpan.FromHours(1)))
            {
                problems.Add($"{SectionName}:{nameof(ReconcileEvery)} is {options.ReconcileEvery}. Set it from 00:00:01 to 01:00:00, or to 00:00:00 to turn it off.");
            }

            if (options.ProcessWebhooksEvery != TimeSpan.Zero && (options.ProcessWebhooksEvery < TimeSpan.FromSeconds(1) || options.ProcessWebhooksEvery > TimeSpan.FromHours(1)))
            {
                problems.Add($"{SectionName}:{nameof(ProcessWebhooksEvery)} is {options.ProcessWebhooksEvery}. Set it from 00:00:01 to 01:00:00, or to 00:00:00 to turn it off.");
            }

            if (options.ReadChangesEvery != TimeSpan.Zero && (options.ReadChangesEvery < TimeSpan.FromMilliseconds(100) || options.ReadChangesEvery > TimeSpan.FromMinutes(1)))
            {
                problems.Add($"{SectionName}:{nameof(ReadChangesEvery)} is {options.ReadChangesEvery}. Set it from 00:00:00.1 to 00:01:00, or to 00:00:00 to turn it off.");
            }

            if (options.WebhookConcurrency is < 1 or > 64)
            {
                problems.Add($"{SectionName}:{nameof(WebhookConcurrency)} is {options.WebhookConcurrency}. Set it from 1 to 64.");
            }

            if (options.WebhookHandlerTimeout < TimeSpan.FromSeconds(1) || options.WebhookHandlerTimeout > TimeSpan.FromMinutes(10))
            {
                problems.Add($"{SectionName}:{nameof(WebhookHandlerTimeout)} is {options.WebhookHandlerTimeout}. Set it from 00:00:01 to 00:10:00.");
            }

            if (options.WebhookAttempts is < 1 or > 100)
            {
                problems.Add($"{SectionName}:{nameof(WebhookAttempts)} is {options.WebhookAttempts}. Set it from 1 to 100.");
            }

            if (options.ApprovalsExpireAfter < TimeSpan.FromMinutes(1) || options.ApprovalsExpireAfter > TimeSpan.FromDays(30))
            {
                problems.Add($"{SectionName}:{nameof(ApprovalsExpireAfter)} is {options.ApprovalsExpireAfter}. Set it from 00:01:00 to 30.00:00:00.");
            }

            if (options.AuditKey is not null && Key.Describe(options.AuditKey) is { } problem)
            {
                problems.Add($"{SectionName}:{nameof(AuditKey)} {problem}");
            }

            problems.AddRange(options.RetiredAuditKeys.Select((key, at) => (Problem: Key.Describe(key), At: at))
                .Where(retired => retired.Problem is not null)
                .Select(retired => $"{SectionName}:{nameof(RetiredAuditKeys)}:{retired.At} {retired.Problem}"));
            return problems.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(problems);
        }
    }
}
