using System.Data.Common;
using System.Net;
using BillingContext;
using BillingContext.Audit;
using HelpdeskConsole.Facts;
using HelpdeskConsole.RealAccount;
using HelpdeskConsole.Screens;
using HelpdeskConsole.Story;
using Microsoft.Extensions.DependencyInjection;

namespace HelpdeskConsole.Kept;

/// <summary>The story on a store that outlives the program, on a Stripe that does, or does not.</summary>
internal static class KeptStory
{
    /// <summary>Longer than a process may be at a refund: whoever held it is surely gone.</summary>
    private static readonly TimeSpan PastLeases = TimeSpan.FromMinutes(3);

    /// <summary>Tells it; what is wrong is shown too.</summary>
    /// <returns>Whether it was told.</returns>
    internal static async Task<bool> TellAsync(Arguments arguments, IScreen screen)
    {
        try
        {
            using var store = KeptStore.Open(arguments.Store!);
            screen.Show(new NoteFact(store.IsNew
                ? $"All that must not be lost is kept in {arguments.Store}. "
                    + $"The key of its audit log is in {KeptStore.KeyOf(arguments.Store!)}: keep it."
                : $"What must not be lost was kept in {arguments.Store}."));
            var cut = arguments.Crash ? new PowerCut(DuplicateRefund.RequestId, screen) : null;
            await (arguments.Stripe is { } stripe ? TellServedAsync(stripe, store, cut, screen) : TellInProcessAsync(store, cut, screen));
            return true;
        }
        catch (FileNotFoundException missing)
        {
            screen.Show(new ProblemFact(
                "store.key_missing",
                $"{missing.FileName} is missing: without it the audit log in {arguments.Store} cannot go on. "
                + "Put it back, or begin with another file."));
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or DbException)
        {
            screen.Show(new ProblemFact("store.unavailable", $"{arguments.Store} cannot be used: {exception.Message}"));
        }
        catch (BillingException exception) when (exception is { Code: "store.unavailable", InnerException: { } cause })
        {
            screen.Show(new ProblemFact("store.unavailable", $"{arguments.Store} cannot be used: {cause.Message}"));
        }
        catch (HttpRequestException exception)
        {
            screen.Show(new ProblemFact("stripe.unavailable", exception.StatusCode is HttpStatusCode status
                ? $"{arguments.Stripe} answered {(int)status}. The story needs the sample StripeSimulator there."
                : $"Nobody answers at {arguments.Stripe}. Start it: dotnet run --project samples/StripeSimulator"));
        }
        catch (Exception exception) when (Problems.Of(exception) is { } problem)
        {
            screen.Show(problem);
        }

        return false;
    }

    private static async Task TellServedAsync(Uri stripe, KeptStore store, PowerCut? cut, IScreen screen)
    {
        using var shop = new ServedShop(stripe);
        screen.Show(new NoteFact(
            $"Stripe is simulated at {stripe}, and outlives this program. "
            + $"Its clock goes on by {PastLeases.TotalMinutes:0} minutes: longer than a process may be at a refund."));
        var clock = new ServedClock(await shop.AdvanceAsync(PastLeases));
        var (maya, lampAgain) = await shop.VisitAsync();
        await using var services = Registration.ForServedStory(stripe, clock, store, cut);
        await AfterTheCrash.TellAsync(new Incident(maya, lampAgain, clock), services, screen);
    }

    private static async Task TellInProcessAsync(KeptStore store, PowerCut? cut, IScreen screen)
    {
        var shop = SeedShop.Open();
        await using var services = Registration.ForStory(shop.Stripe, store, cut);
        if (store.IsNew)
        {
            await TheDay.TellAsync(shop, services, screen);
            return;
        }

        screen.Show(new NoteFact(
            "The simulated Stripe was in the program and begins anew: it has made no refund yet, and is asked for open ones again, "
            + "with the same key. One that outlives the program: --stripe."));

        // The story's clock begins anew too, and time must not go back.
        var log = await services.GetRequiredService<IAuditLog>().ReadAsync(MerchantId.Default).ToListAsync();
        if (log is [.., { At: var last }] && last + PastLeases > shop.Clock.GetUtcNow())
        {
            shop.Clock.SetUtcNow(last + PastLeases);
        }

        await AfterTheCrash.TellAsync(new Incident(shop.Maya, shop.LampAgain, shop.Clock), services, screen);
    }
}
