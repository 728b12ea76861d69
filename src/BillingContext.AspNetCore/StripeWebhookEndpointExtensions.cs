using System.Diagnostics.CodeAnalysis;
using System.Diagnostics.Metrics;
using BillingContext;
using BillingContext.AspNetCore;
using BillingContext.AspNetCore.Internal;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Microsoft.AspNetCore.Builder;

/// <summary>Receives Stripe's webhooks.</summary>
public static class StripeWebhookEndpointExtensions
{
    /// <summary>Takes Stripe's POSTs at a route: verifies, stores, answers at once. What an event means is dealt with in the background.</summary>
    /// <remarks>
    /// Every answer has an empty body, and one that is not 2xx makes Stripe send the event again; docs/webhooks.md lists them. The signature is
    /// what authenticates: a host that demands a signed-in user everywhere adds <c>.AllowAnonymous()</c>. Twice is legal, for instance for two modes.
    /// </remarks>
    /// <param name="endpoints">The host's routes.</param>
    /// <param name="pattern">
    /// A route. With a parameter <c>{merchant}</c>, such as <c>/webhooks/stripe/{merchant}</c>, it names the merchant; without, the merchant is the one who is known by the
    /// event's account and mode (<see cref="IMerchantCredentialsProvider.FindAsync"/>) and whose own secret signed it.
    /// </param>
    /// <param name="configure">Changes the endpoint's options.</param>
    /// <returns>What further conventions hang on, such as <c>RequireRateLimiting</c> or <c>RequireHost</c>.</returns>
    /// <exception cref="InvalidOperationException"><c>AddBillingContext</c> was not called, or an option is out of range.</exception>
    public static IEndpointConventionBuilder MapStripeWebhooks(
        this IEndpointRouteBuilder endpoints, [StringSyntax("Route")] string pattern, Action<StripeWebhookOptions>? configure = null)
    {
        ArgumentNullException.ThrowIfNull(endpoints);
        ArgumentNullException.ThrowIfNull(pattern);
        var options = new StripeWebhookOptions();
        configure?.Invoke(options);
        options.Validate();

        var services = endpoints.ServiceProvider;
        services.RequireBillingContext(nameof(MapStripeWebhooks));
        var refused = new RefusedDeliveries(
            services.GetRequiredService<IMeterFactory>(), services.GetRequiredService<ILoggerFactory>().CreateLogger<WebhookEndpoint>());
        var endpoint = new WebhookEndpoint(options, services.GetRequiredService<TimeProvider>(), refused);

        // A host's pages for errors would fill the empty body, and tell a stranger more than the status does.
        return endpoints.MapPost(pattern, endpoint.AnswerAsync).WithDisplayName($"Stripe webhooks {pattern}").WithMetadata(new SkipStatusCodePagesAttribute());
    }
}
