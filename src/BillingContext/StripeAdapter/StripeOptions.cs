using System.Text.Json.Serialization;
using BillingContext.Internal;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace BillingContext.StripeAdapter;

/// <summary>How Stripe is reached. Holds secrets: do not log it.</summary>
/// <remarks>From configuration: <c>services.Configure&lt;StripeOptions&gt;(configuration.GetSection(StripeOptions.SectionName))</c>.</remarks>
public sealed class StripeOptions
{
    /// <summary>The configuration section that messages name these options by; the host binds it.</summary>
    public const string SectionName = "BillingContext:Stripe";

    /// <summary>The name of the <c>HttpClient</c> that calls Stripe, for hosts that configure its handler.</summary>
    public const string HttpClientName = "BillingContext.Stripe";

    /// <summary>The API version every request asks for, whatever the account's own is.</summary>
    public const string ApiVersion = "2026-07-29.dahlia";

    /// <summary>The key of a single merchant: restricted (<c>rk_…</c>) is best. Not used if the host registers an <see cref="IMerchantCredentialsProvider"/>.</summary>
    [JsonIgnore]
    public string? ApiKey { get; set; }

    /// <summary>Another key for refunds; null uses <see cref="ApiKey"/>.</summary>
    [JsonIgnore]
    public string? WriteApiKey { get; set; }

    /// <summary>The connected account to act for (<c>acct_…</c>); null for the key's own.</summary>
    public string? Account { get; set; }

    /// <summary>The webhook endpoint's signing secrets (<c>whsec_…</c>): two while one is being rolled.</summary>
    [JsonIgnore]
    public IList<string> WebhookSecrets { get; } = [];

    /// <summary>Keys of the payments' metadata under which the merchant keeps order numbers, such as <c>order_id</c>: at most five, in order of preference.</summary>
    public IList<string> OrderReferenceKeys { get; } = [];

    /// <summary>Where Stripe is.</summary>
    /// <value>The default is <c>https://api.stripe.com</c>. Plain HTTP only to this machine.</value>
    public Uri ApiBase { get; set; } = new("https://api.stripe.com");

    /// <summary>How long one attempt may take, from 1 to 120 seconds.</summary>
    /// <value>The default is 20 seconds.</value>
    public TimeSpan AttemptTimeout { get; set; } = TimeSpan.FromSeconds(20);

    /// <summary>How long a call may take with all its attempts, from <see cref="AttemptTimeout"/> to 10 minutes.</summary>
    /// <value>The default is 45 seconds.</value>
    public TimeSpan TotalTimeout { get; set; } = TimeSpan.FromSeconds(45);

    /// <summary>How often a call is tried again, from 0 to 10.</summary>
    /// <value>The default is 3.</value>
    public int MaxRetries { get; set; } = 3;

    /// <summary>How many requests are sent, so that Stripe's limits are not reached.</summary>
    public RequestBudgetOptions Budget { get; } = new();

    /// <summary>Until when a call that holds a request may be at work: it reads, it writes, it records.</summary>
    internal DateTimeOffset LeaseFrom(DateTimeOffset now) => now + (2 * TotalTimeout) + TimeSpan.FromSeconds(30);

    internal sealed class Validator(IServiceProvider services) : IValidateOptions<StripeOptions>
    {
        private const int MostOrderKeys = 5;

        // https://docs.stripe.com/metadata
        private const int LongestMetadataKey = 40;

        public ValidateOptionsResult Validate(string? name, StripeOptions options)
        {
            // Asked here and not in the constructor, because our own provider reads these very options.
            var needsKey = services.GetService<IMerchantCredentialsProvider>() is Internal.SingleMerchantCredentials;
            var problems = Problems(options, needsKey).ToList();
            return problems.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(problems);
        }

        private static IEnumerable<string> Problems(StripeOptions options, bool needsKey)
        {
            if ((needsKey || options.ApiKey is not null) && StripeApiKey.Describe(options.ApiKey) is { } key)
            {
                yield return $"{SectionName}:{nameof(ApiKey)} {key}";
            }

            if (options.WriteApiKey is not null && StripeApiKey.Describe(options.WriteApiKey) is { } writeKey)
            {
                yield return $"{SectionName}:{nameof(WriteApiKey)} {writeKey}";
            }
            else if (options.WriteApiKey is not null && StripeApiKey.Describe(options.ApiKey) is null
                && StripeApiKey.Parse(options.WriteApiKey).Livemode != StripeApiKey.Parse(options.ApiKey!).Livemode)
            {
                yield return $"{SectionName}:{nameof(WriteApiKey)} is of another mode than {nameof(ApiKey)}. Use two test keys or two live keys.";
            }

            if (options.Account is { } account && !(account.StartsWith("acct_", StringComparison.Ordinal) && StripeId.IsPlain(account)))
            {
                // It may be a key that went into the wrong place.
                var shown = account.Contains('_') && !account.StartsWith("acct_", StringComparison.Ordinal) ? "the id or the key of something else" : $"'{account}'";
                yield return $"{SectionName}:{nameof(Account)} is {shown}. Set it to a connected account's id (acct_…), or leave it out.";
            }

            for (var i = 0; i < options.WebhookSecrets.Count; i++)
            {
                if (WebhookSecret.Describe(options.WebhookSecrets[i]) is { } secret)
                {
                    yield return $"{SectionName}:{nameof(WebhookSecrets)}:{i} {secret}";
                }
            }

            if (options.OrderReferenceKeys.Count > MostOrderKeys)
            {
                yield return $"{SectionName}:{nameof(OrderReferenceKeys)} has {options.OrderReferenceKeys.Count} keys. Set at most {MostOrderKeys}.";
            }

            foreach (var order in options.OrderReferenceKeys.Where(order => string.IsNullOrWhiteSpace(order) || order.Length > LongestMetadataKey || order.AsSpan().ContainsAny('[', ']')))
            {
                yield return $"{SectionName}:{nameof(OrderReferenceKeys)} holds '{order}'. Set keys of Stripe's metadata: 1 to {LongestMetadataKey} characters, without square brackets.";
            }

            if (options.ApiBase is not { IsAbsoluteUri: true } || (options.ApiBase.Scheme != Uri.UriSchemeHttps && !(options.ApiBase.Scheme == Uri.UriSchemeHttp && options.ApiBase.IsLoopback)))
            {
                yield return $"{SectionName}:{nameof(ApiBase)} is '{options.ApiBase}'. Use https, or http to this machine only: the key goes with every request.";
            }
            else if (options.ApiBase.PathAndQuery != "/")
            {
                yield return $"{SectionName}:{nameof(ApiBase)} is '{options.ApiBase}'. Leave out everything after the host: the adapter adds /v1 itself.";
            }

            if (options.AttemptTimeout < TimeSpan.FromSeconds(1) || options.AttemptTimeout > TimeSpan.FromSeconds(120))
            {
                yield return $"{SectionName}:{nameof(AttemptTimeout)} is {options.AttemptTimeout}. Set it from 00:00:01 to 00:02:00.";
            }

            if (options.TotalTimeout < options.AttemptTimeout || options.TotalTimeout > TimeSpan.FromMinutes(10))
            {
                yield return $"{SectionName}:{nameof(TotalTimeout)} is {options.TotalTimeout}. Set it from {nameof(AttemptTimeout)} ({options.AttemptTimeout}) to 00:10:00.";
            }

            if (options.MaxRetries is < 0 or > 10)
            {
                yield return $"{SectionName}:{nameof(MaxRetries)} is {options.MaxRetries}. Set it from 0 to 10.";
            }

            foreach (var problem in options.Budget.Problems($"{SectionName}:{nameof(Budget)}"))
            {
                yield return problem;
            }
        }
    }
}
