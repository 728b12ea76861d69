using System.Diagnostics.CodeAnalysis;
using BillingContext.AspNetCore;
using BillingContext.AspNetCore.Internal;
using BillingContext.Customers;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Microsoft.AspNetCore.Builder;

/// <summary>Sends a conversation's changes to the browser that shows it.</summary>
public static class BillingFeedEndpointExtensions
{
    /// <summary>Sends what changes about a customer as server-sent events, for as long as the browser listens.</summary>
    /// <remarks>
    /// The first request says where to begin with <c>?since=</c> and <see cref="BillingContext.Payments.PaymentContext.ChangeToken"/>; a browser that comes again says it itself, with
    /// <c>Last-Event-ID</c>. Without either the first event is of the kind <c>missed</c>: read the context anew. An event is a hint to do so, and holds kind,
    /// ids, type, time and a sentence, never an amount, a name or an address. It is made for the page of an agent.
    /// </remarks>
    /// <param name="endpoints">The host's routes.</param>
    /// <param name="pattern">A route, such as <c>/billing/feed/{conversation}</c>; what its parameters mean is up to <paramref name="authorizeAsync"/>.</param>
    /// <param name="authorizeAsync">
    /// Whose changes this request may see: the customer of the conversation, if whoever asks may see the conversation, else null, which is answered 404. Asked once for each
    /// connection, so at least every <see cref="BillingFeedOptions.ReconnectAfter"/>.
    /// </param>
    /// <param name="configure">Changes the feed's options.</param>
    /// <returns>What further conventions hang on, such as <c>RequireAuthorization</c>.</returns>
    /// <exception cref="InvalidOperationException"><c>AddBillingContext</c> was not called, or an option is out of range.</exception>
    public static IEndpointConventionBuilder MapBillingFeed(
        this IEndpointRouteBuilder endpoints,
        [StringSyntax("Route")] string pattern,
        Func<HttpContext, ValueTask<CustomerResolution?>> authorizeAsync,
        Action<BillingFeedOptions>? configure = null)
    {
        ArgumentNullException.ThrowIfNull(endpoints);
        ArgumentNullException.ThrowIfNull(pattern);
        ArgumentNullException.ThrowIfNull(authorizeAsync);
        var options = new BillingFeedOptions();
        configure?.Invoke(options);
        options.Validate();

        var services = endpoints.ServiceProvider;
        services.RequireBillingContext(nameof(MapBillingFeed));
        var endpoint = new FeedEndpoint(
            authorizeAsync,
            options,
            services.GetRequiredService<TimeProvider>(),
            services.GetRequiredService<IHostApplicationLifetime>(),
            services.GetRequiredService<ILoggerFactory>().CreateLogger<FeedEndpoint>());
        return endpoints.MapGet(pattern, endpoint.SendAsync).WithDisplayName($"Billing feed {pattern}").WithMetadata(new SkipStatusCodePagesAttribute());
    }
}
