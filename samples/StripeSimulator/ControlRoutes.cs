using System.Globalization;
using BillingContext.Testing;
using Microsoft.AspNetCore.Http;

namespace ServedStripe;

/// <summary>What no Stripe has: the hands of time and of the customer. Under <c>/_simulator</c>, without a key.</summary>
internal sealed class ControlRoutes(StripeSimulator simulator)
{
    private const string Authenticate = "/_simulator/authenticate/";
    private static readonly TimeSpan Furthest = TimeSpan.FromDays(3660);

    public async Task AnswerAsync(HttpContext context)
    {
        var path = context.Request.Path.Value!;
        if (context.Request.Method != "POST" || !(path == "/_simulator/advance" || path.StartsWith(Authenticate, StringComparison.Ordinal)))
        {
            await RefuseAsync(context, 404, $"Unrecognized request URL ({context.Request.Method}: {path}).");
            return;
        }

        var query = context.Request.Query;
        if (path == "/_simulator/advance")
        {
            await AdvanceAsync(context, query["days"].ToString(), query["hours"].ToString(), query["seconds"].ToString());
            return;
        }

        try
        {
            simulator.Account.Authenticate(path[Authenticate.Length..], query["succeeded"] != "false");
            await context.Response.WriteAsJsonAsync(new { authenticated = query["succeeded"] != "false" });
        }
        catch (Exception wrong) when (wrong is ArgumentException or InvalidOperationException)
        {
            await RefuseAsync(context, 400, wrong.Message);
        }
    }

    private async Task AdvanceAsync(HttpContext context, string days, string hours, string seconds)
    {
        if (!TryNumber(days, out var d) || !TryNumber(hours, out var h) || !TryNumber(seconds, out var s)
            || TimeSpan.FromDays(d) + TimeSpan.FromHours(h) + TimeSpan.FromSeconds(s) is var by && (by <= TimeSpan.Zero || by > Furthest))
        {
            await RefuseAsync(context, 400, "Say how far: ?days=, ?hours= or ?seconds=, whole numbers, up to ten years together.");
            return;
        }

        switch (simulator.TimeProvider)
        {
            case ManualTimeProvider manual:
                manual.Advance(by);
                break;
            case ShiftedClock shifted:
                shifted.Advance(by);
                break;
            default:
                await RefuseAsync(context, 400, "This simulator runs on a clock that cannot be moved.");
                return;
        }

        await context.Response.WriteAsJsonAsync(new { now = simulator.TimeProvider.GetUtcNow().ToUnixTimeSeconds() });
    }

    private static bool TryNumber(string text, out int number)
    {
        number = 0;
        return text.Length == 0
            || (int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out number) && number <= Furthest.TotalSeconds);
    }

    private static Task RefuseAsync(HttpContext context, int status, string message)
        => ErrorAnswer.WriteAsync(context.Response, status, "invalid_request_error", message);
}
