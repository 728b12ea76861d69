using BillingContext.Webhooks;
using Microsoft.Extensions.DependencyInjection;

namespace BillingContext.AspNetCore.Internal;

internal static class Registrations
{
    /// <summary>Says what is missing when the routes are mapped, and makes nothing yet: the host may still be starting.</summary>
    internal static void RequireBillingContext(this IServiceProvider services, string forWhat)
    {
        if (services.GetService<IServiceProviderIsService>() is { } registered && !registered.IsService(typeof(WebhookEventRouter)))
        {
            throw new InvalidOperationException($"{forWhat} needs BillingContext: call builder.Services.AddBillingContext().UseStripe(…) first.");
        }
    }
}
