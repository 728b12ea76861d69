using BillingContext;
using BillingContext.Policies;
using BillingContext.Refunds;
using BillingContext.Testing;
using HelpdeskWeb.Desk;
using HelpdeskWeb.Story;
using Microsoft.AspNetCore.DataProtection;

namespace HelpdeskWeb;

/// <summary>The whole host: what is registered, and which routes there are.</summary>
internal static class HelpdeskApp
{
    internal static WebApplication Create(string[] args)
    {
        var builder = WebApplication.CreateBuilder(new WebApplicationOptions
        {
            Args = args,
            ApplicationName = "HelpdeskWeb",
            ContentRootPath = AppContext.BaseDirectory,
        });
        if (!builder.Environment.IsDevelopment())
        {
            throw new InvalidOperationException(
                $"The environment is {builder.Environment.EnvironmentName}. This sample has no sign-in: anybody who reaches it refunds. "
                + "Start it with ASPNETCORE_ENVIRONMENT=Development, on this machine only; in a host of yours, sign people in first.");
        }

        var shop = Shop.Open();
        builder.Services
            .AddBillingContext(options => options.EnableRefunds = options.EnableCancellations = true)
            .AddRefundPolicies(RefundPolicy.Load(Path.Combine(AppContext.BaseDirectory, "refund-policy.json")))
            .UseStripeSimulator(shop.Stripe);                    // a host of yours: .UseStripe(…)
        builder.Services.AddSingleton<IApprovalAuthority, LeadsApprove>();
        builder.Services.AddSingleton(new Conversations(shop.Tickets)).AddSingleton<PanelReader>().AddSingleton<News>();

        builder.Services.AddSingleton(shop).AddSingleton(shop.Stripe).AddSingleton<Incidents>();
        builder.Services.AddSingleton<Postman>().AddHostedService(services => services.GetRequiredService<Postman>());

        builder.Services.AddRazorPages();
        builder.Services.AddDataProtection().UseEphemeralDataProtectionProvider();   // all of this ends with the process, the keys of its forms too

        var app = builder.Build();
        app.UseMiddleware<SecurityHeaders>();
        app.UseExceptionHandler(new ExceptionHandlerOptions
        {
            ExceptionHandlingPath = "/problem/500",
            StatusCodeSelector = failure => failure is BillingException ? StatusCodes.Status503ServiceUnavailable : StatusCodes.Status500InternalServerError,
        });
        app.UseStatusCodePagesWithReExecute("/problem/{0}");
        app.UseStaticFiles();
        app.MapRazorPages();
        app.MapStripeWebhooks(Postman.Path);
        app.MapBillingFeed("/conversations/{id}/feed", async context =>
        {
            var conversation = context.RequestServices.GetRequiredService<Conversations>().Find((string?)context.Request.RouteValues["id"]);
            var panels = context.RequestServices.GetRequiredService<PanelReader>();
            return conversation is null ? null : await panels.ResolveAsync(conversation, context.RequestAborted);
        });
        return app;
    }
}
