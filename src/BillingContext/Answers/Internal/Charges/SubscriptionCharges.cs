using BillingContext.Payments;

namespace BillingContext.Answers.Internal.Charges;

/// <summary>What subscriptions explain: successive periods, changes, and a second subscription.</summary>
internal static class SubscriptionCharges
{
    private const string Change = "subscription_update";
    private const string Cycle = "subscription_cycle";
    private const string Start = "subscription_create";

    /// <summary>A subscription is paid for at most three years at once: https://docs.stripe.com/api/prices/object#price_object-recurring.</summary>
    private const int MostDays = 3 * 365;

    /// <summary>A regular payment and one for a change are taken for one another within a period of a month.</summary>
    private static readonly TimeSpan Period = TimeSpan.FromDays(35);

    private static readonly TimeSpan SameHour = TimeSpan.FromHours(1);

    internal static IEnumerable<ChargeFinding> Of(IEnumerable<ChargeLine> lines)
    {
        var bySubscription = lines.GroupBy(line => line.Invoice!.Subscription!.Value).Select(Runs.InOrder).ToList();
        return [.. bySubscription.SelectMany(OfOne), .. OfTwo(bySubscription)];
    }

    private static IEnumerable<ChargeFinding> OfOne(List<ChargeLine> lines)
    {
        var regular = lines.Where(line => line.Invoice!.BillingReason != Change).ToList();
        foreach (var (change, beside) in NextTo(lines, regular))
        {
            yield return Finding(ChargeFindingKind.Proration, Certainty.Certain, [beside, change]);
        }

        List<ChargeLine> successive = [];
        foreach (var period in Periods(regular))
        {
            successive.Add(period[0]);
            if (period.Count > 1)
            {
                yield return Finding(ChargeFindingKind.Unclear, Certainty.Unsure, period) with { Question = ChargeAnswers.SamePeriod(period[0], period[^1]) };
            }
        }

        if (successive.Count > 1)
        {
            yield return Finding(ChargeFindingKind.Renewal, Certainty.Certain, Runs.InOrder(successive));
        }
    }

    /// <summary>Each change with the regular payment next to it in time, before or after, if there is one.</summary>
    private static IEnumerable<(ChargeLine Change, ChargeLine Beside)> NextTo(List<ChargeLine> lines, List<ChargeLine> regular)
    {
        var after = 0;
        foreach (var change in lines.Where(line => line.Invoice!.BillingReason == Change))
        {
            while (after < regular.Count && regular[after].At < change.At)
            {
                after++;
            }

            ChargeLine[] around = [.. regular[Math.Max(after - 1, 0)..Math.Min(after + 1, regular.Count)]];
            if (around.Where(line => (line.At - change.At).Duration() <= Period).MinBy(line => (line.At - change.At).Duration()) is { } beside)
            {
                yield return (change, beside);
            }
        }
    }

    /// <summary>Regular payments by their periods. Two that were invoiced much closer than a period apart may be for the same: a payment may come late, an invoice does not.</summary>
    private static IEnumerable<List<ChargeLine>> Periods(List<ChargeLine> regular)
    {
        List<ChargeLine> period = [];
        foreach (var line in regular.OrderBy(InvoicedAt).ThenBy(line => line.Id.Value, StringComparer.Ordinal))
        {
            if (period.Count > 0 && !(IsCycle(period[0]) && IsCycle(line) && InvoicedAt(line) - InvoicedAt(period[0]) < ShortestOf(line.Subscription) / 2))
            {
                yield return period;
                period = [];
            }

            period.Add(line);
        }

        if (period.Count > 0)
        {
            yield return period;
        }
    }

    private static bool IsCycle(ChargeLine line) => line.Invoice!.BillingReason == Cycle;

    private static DateTimeOffset InvoicedAt(ChargeLine line) => line.Invoice!.CreatedAt ?? line.At;

    /// <summary>The shortest period that is paid for; a day, which is the shortest there is, where it is not known.</summary>
    private static TimeSpan ShortestOf(Subscription? subscription) =>
        TimeSpan.FromDays(Math.Min((subscription?.Items ?? []).Select(item => DaysOf(item.Interval) * Math.Clamp(item.IntervalCount, 1, MostDays)).DefaultIfEmpty(1).Min(), MostDays));

    private static int DaysOf(string? interval) => interval switch
    {
        "week" => 7,
        "month" => 28,
        "year" => 365,
        _ => 1,
    };

    /// <summary>Two subscriptions that cost the same and are paid within a month: the latest such pair.</summary>
    private static IEnumerable<ChargeFinding> OfTwo(List<List<ChargeLine>> bySubscription)
    {
        var pairs = new Dictionary<(SubscriptionId, SubscriptionId), (ChargeLine First, ChargeLine Second)>();
        foreach (var alike in bySubscription.SelectMany(lines => lines).GroupBy(line => line.Amount).Select(Runs.InOrder))
        {
            for (var i = 1; i < alike.Count; i++)
            {
                var (first, second) = (alike[i - 1], alike[i]);
                var (one, other) = (first.Invoice!.Subscription!.Value, second.Invoice!.Subscription!.Value);
                if (one != other && second.At - first.At <= Period)
                {
                    var pair = string.CompareOrdinal(one.Value, other.Value) < 0 ? (one, other) : (other, one);
                    if (!pairs.TryGetValue(pair, out var known) || known.Second.At <= second.At)
                    {
                        pairs[pair] = (first, second);
                    }
                }
            }
        }

        return pairs.Values.Select(pair =>
        {
            var isDoubleSignUp = pair.First.Invoice!.BillingReason == Start && pair.Second.Invoice!.BillingReason == Start
                && pair.Second.At - pair.First.At <= SameHour && PricesOf(pair.First) is { Length: > 0 } prices && prices == PricesOf(pair.Second);
            return Finding(ChargeFindingKind.SecondSubscription, isDoubleSignUp ? Certainty.Likely : Certainty.Certain, [pair.First, pair.Second]) with
            {
                Question = ChargeAnswers.NeedBothSubscriptions(isDoubleSignUp),
            };
        });
    }

    private static string PricesOf(ChargeLine line) =>
        line.Subscription is { } subscription ? string.Join(' ', subscription.Items.Select(item => item.PriceId).Order(StringComparer.Ordinal)) : "";

    private static ChargeFinding Finding(ChargeFindingKind kind, Certainty certainty, List<ChargeLine> lines) => new()
    {
        Kind = kind,
        Certainty = certainty,
        Payments = [.. Runs.InOrder(lines).Select(line => line.Id)],
        Answer = ChargeAnswers.Of(kind, lines),
        Evidence = [.. lines.Select(ChargeAnswers.HasInvoice)],
    };
}
