using System.Globalization;
using BillingContext.Storage;

namespace BillingContext.Refunds.Internal;

/// <summary>What bounds a merchant's money at an instant: what is stopped, the limits, and the refunds they count. Pure.</summary>
/// <param name="Guard">Read before <paramref name="Recorded"/>: who is counted and not among them has raised it since.</param>
/// <param name="Limits">All of the merchant's.</param>
/// <param name="Recorded">The requests recorded within the longest window.</param>
internal sealed record RefundBounds(MerchantGuard Guard, IReadOnlyList<RefundLimit> Limits, IReadOnlyList<RefundIntent> Recorded)
{
    /// <summary>Everything that is in the way of a refund; null if nothing is. What needs a person's yes is counted once it has it.</summary>
    internal RefundDecision? WhyNot(RefundCase refund, RefundDecision decision)
    {
        List<DecisionReason> reasons =
        [
            .. Guard.Stop is { } stop && stop.Holds(refund.AnsweredBy) ? [DecisionReason.Stopped(stop)] : Array.Empty<DecisionReason>(),
            .. Limits.Where(limit => decision.Verdict == RefundVerdict.Approved && Concerns(limit, refund.AnsweredBy)).Select(limit => WhyNot(limit, refund)).OfType<DecisionReason>(),
        ];
        return reasons.Count > 0 ? RefundDecision.Create(RefundVerdict.Denied, reasons) : null;
    }

    private DecisionReason? WhyNot(RefundLimit limit, RefundCase refund)
    {
        var amount = refund.Amount;
        if (limit.Per == LimitPer.Conversation && refund.Request.Ticket == default)
        {
            return Denied(limit, "limit.no_conversation", "counts by conversation, and the request names no ticket. Give it one.");
        }

        var most = limit.Sums.Where(sum => sum.Currency == amount.Currency).Select(sum => (Money?)sum).FirstOrDefault();
        if (most is null && limit.Sums.Count > 0)
        {
            return Denied(limit, "limit.no_number", $"has no number for {amount.Currency}. Give it one, or nothing in {amount.Currency} passes.");
        }

        if (amount > most)
        {
            return Denied(limit, "limit.amount_above", $"lets {most} pass in {Span(limit.Window)}, and this alone is {amount}.");
        }

        // Oldest first, in the order in which they stop counting.
        var counted = Recorded.Where(intent => IsCounted(intent, limit, refund)).OrderBy(intent => intent.CreatedAt).ToList();
        var left = counted.Count;
        var sum = counted.Aggregate((Int128)0, (sum, intent) => sum + Of(intent));
        if (Fits())
        {
            return null;
        }

        var (code, words) = left < limit.Count || limit.Count is null
            ? ("limit.sum_reached", $"lets {most} pass in {Span(limit.Window)}; {new Money((long)sum, amount.Currency)} is used, and this is {amount}.")
            : ("limit.count_reached", $"lets {limit.Count} pass in {Span(limit.Window)}, and {left} did.");
        var until = refund.Now;
        foreach (var intent in counted)
        {
            (left, sum, until) = (left - 1, sum - Of(intent), intent.CreatedAt + limit.Window);
            if (Fits())
            {
                break;
            }
        }

        return Denied(limit, code, $"{words} It is free again on {until.UtcDateTime.ToString("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture)} UTC.") with { Until = until };

        bool Fits() => !(left >= limit.Count) && (most is null || sum + amount.MinorUnits <= most.Value.MinorUnits);

        long Of(RefundIntent intent) => intent.Amount.Currency == amount.Currency ? intent.Amount.MinorUnits : 0;
    }

    private static bool Concerns(RefundLimit limit, Actor actor) => limit.Actors.Count == 0 || limit.Actors.Contains(actor.Kind);

    private static bool IsCounted(RefundIntent intent, RefundLimit limit, RefundCase refund) =>
        intent.HoldsMoney
        && intent.RequestId != refund.Request.RequestId
        && intent.CreatedAt > refund.Now - limit.Window
        && Concerns(limit, intent.AnsweredBy)
        && limit.Per switch
        {
            LimitPer.Customer => (intent.Customer ?? (object)intent.Payment).Equals(refund.Request.Customer.Customer ?? (object)refund.Payment.Id),
            LimitPer.Actor => intent.AnsweredBy == refund.AnsweredBy,
            LimitPer.Conversation => intent.Ticket == refund.Request.Ticket,
            _ => true,
        };

    private static DecisionReason Denied(RefundLimit limit, string code, string words) =>
        new(code, RefundVerdict.Denied, $"Limit '{limit.Name}' {words}", limit.Name);

    private static string Span(TimeSpan window) => window switch
    {
        { TotalDays: >= 2 } when window.Ticks % TimeSpan.TicksPerDay == 0 => $"{window.Days} days",
        { TotalHours: >= 1 } when window.Ticks % TimeSpan.TicksPerHour == 0 => $"{(int)window.TotalHours} hours",
        { TotalMinutes: >= 1 } when window.Ticks % TimeSpan.TicksPerMinute == 0 => $"{(int)window.TotalMinutes} minutes",
        _ => window.ToString("c", CultureInfo.InvariantCulture),
    };
}
