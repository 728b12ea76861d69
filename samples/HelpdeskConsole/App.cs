using HelpdeskConsole.Asking;
using HelpdeskConsole.Auditing;
using HelpdeskConsole.Facts;
using HelpdeskConsole.Kept;
using HelpdeskConsole.RealAccount;
using HelpdeskConsole.Screens;
using HelpdeskConsole.Story;

namespace HelpdeskConsole;

/// <summary>Chooses what to do. Exit codes: 0 shown, 1 could not be shown, 2 not understood.</summary>
internal static class App
{
    private const string KeyVariable = "STRIPE_API_KEY";
    private const string BaseVariable = "STRIPE_API_BASE";

    internal static async Task<int> RunAsync(string[] args, Func<string, string?> environment, TextWriter output, TextWriter error)
    {
        var arguments = Arguments.Parse(args);
        IScreen screen = arguments.Json ? new JsonScreen(output) : new ConsoleScreen(output, error);
        if (arguments.Help)
        {
            await output.WriteLineAsync(Arguments.Usage);
            return 0;
        }

        if (arguments.Problem is { } misunderstood)
        {
            screen.Show(new ProblemFact("arguments.invalid", $"{misunderstood} See --help."));
            return 2;
        }

        if (arguments.Audit is { } audit)
        {
            return await AuditOfTheDay.ShowAsync(audit, screen) ? 0 : 1;
        }

        if (arguments.Query is not { } query)
        {
            if (arguments.Question is { } words)
            {
                return await Ask.OnShopAsync(words, arguments.As, screen) ? 0 : 1;
            }

            if (arguments.Store is not null)
            {
                return await KeptStory.TellAsync(arguments, screen) ? 0 : 1;
            }

            await TheDay.TellAsync(screen);
            return 0;
        }

        if (environment(KeyVariable) is not { Length: > 0 } key)
        {
            screen.Show(new ProblemFact("arguments.no_key", $"To look into a real account, set {KeyVariable} to a restricted key (rk_test_… or rk_live_…). Without arguments this tells the story on a simulated Stripe."));
            return 2;
        }

        var address = environment(BaseVariable);
        Uri? apiBase = null;
        if (!string.IsNullOrEmpty(address) && !Uri.TryCreate(address, UriKind.Absolute, out apiBase))
        {
            screen.Show(new ProblemFact("arguments.invalid", $"{BaseVariable} is not an address. Write it like https://api.stripe.com, or leave it out."));
            return 2;
        }

        await using var services = Registration.ForRealAccount(key, apiBase);
        if (arguments.Question is { } question)
        {
            try
            {
                return await Ask.AnswerAsync(question, query, services, TimeProvider.System.GetUtcNow(), screen) ? 0 : 1;
            }
            catch (Exception exception) when (Problems.Of(exception) is { } problem)
            {
                screen.Show(problem);
                return 1;
            }
        }

        return await RealPanel.ShowAsync(query, services, screen, Progress.On(error)) ? 0 : 1;
    }
}
