using BillingContext;
using BillingContext.StripeAdapter;
using HelpdeskConsole.Facts;
using Microsoft.Extensions.Options;

namespace HelpdeskConsole.RealAccount;

/// <summary>What went wrong, in one line that says what to do. Never the key.</summary>
internal static class Problems
{
    /// <summary>Null for what nobody expected.</summary>
    internal static ProblemFact? Of(Exception exception) => exception switch
    {
        OptionsValidationException invalid => new ProblemFact("options.invalid", InVariables(string.Join(' ', invalid.Failures))),
        StripeAdapterException stripe => new ProblemFact(stripe.Code, Describe(stripe)),
        BillingException billing => new ProblemFact(billing.Code, billing.Message),
        _ => null,
    };

    /// <summary>The options' own names, as this sample's environment variables.</summary>
    private static string InVariables(string failures) => failures
        .Replace($"{StripeOptions.SectionName}:{nameof(StripeOptions.ApiKey)}", "STRIPE_API_KEY", StringComparison.Ordinal)
        .Replace($"{StripeOptions.SectionName}:{nameof(StripeOptions.ApiBase)}", "STRIPE_API_BASE", StringComparison.Ordinal);

    private static string Describe(StripeAdapterException exception) => exception.Kind switch
    {
        StripeErrorKind.KeyRejected =>
            "Stripe does not accept STRIPE_API_KEY: it is wrong, expired or revoked. Make a restricted key in the dashboard (Developers, API keys) and set that.",
        StripeErrorKind.PermissionMissing =>
            $"STRIPE_API_KEY lacks {exception.Permission ?? "a permission that is needed"}. Add it to the key in the dashboard (Developers, API keys).",
        StripeErrorKind.NotSent =>
            "Stripe could not be reached, and nothing was sent. Check the network, DNS and proxy, and STRIPE_API_BASE if it is set.",
        StripeErrorKind.Busy =>
            "Too many questions at once. Try again in a few seconds.",
        StripeErrorKind.RateLimited =>
            "Stripe takes no more requests from this key right now. Try again in a minute.",
        StripeErrorKind.Refused =>
            $"Stripe refused the question ({exception.StripeCode ?? $"{exception.HttpStatus}"}). Check the id, and that the key is of the same account and mode.",
        _ => "Stripe did not answer, or not in a way that can be read. Try again, and see https://status.stripe.com.",
    };
}
