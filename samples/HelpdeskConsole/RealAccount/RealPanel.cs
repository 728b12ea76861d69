using BillingContext.Customers;
using BillingContext.Payments;
using HelpdeskConsole.Facts;
using HelpdeskConsole.Screens;
using Microsoft.Extensions.DependencyInjection;

namespace HelpdeskConsole.RealAccount;

/// <summary>The panel of a customer of a real account, read-only.</summary>
internal static class RealPanel
{
    /// <summary>Looks up and shows; what is wrong is shown too.</summary>
    /// <returns>Whether there was somebody to show.</returns>
    internal static async Task<bool> ShowAsync(CustomerQuery query, IServiceProvider services, IScreen screen, Progress progress)
    {
        Fact fact;
        try
        {
            var helpdesk = services.GetRequiredService<Helpdesk>();
            fact = await progress.WhileAsync("Asking Stripe who this is …", say => LookUpAsync(helpdesk, query, say));
        }
        catch (Exception exception) when (Problems.Of(exception) is { } problem)
        {
            fact = problem;
        }

        screen.Show(fact);
        return fact is PanelFact { Customer.State: not CustomerState.Missing } or CandidatesFact { Candidates.Count: > 0 };
    }

    private static async Task<Fact> LookUpAsync(Helpdesk helpdesk, CustomerQuery query, Action<string> say)
    {
        var resolution = await helpdesk.Customers.ResolveAsync(query);
        if (resolution.Status is ResolutionStatus.NotFound or ResolutionStatus.Ambiguous)
        {
            return CandidatesFact.Of(resolution);
        }

        say("Reading payments, refunds, disputes and subscriptions …");
        return PanelFact.Of(await helpdesk.Contexts.GetAsync(resolution));
    }
}
