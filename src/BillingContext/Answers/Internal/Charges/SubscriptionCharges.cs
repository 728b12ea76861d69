namespace BillingContext.Answers.Internal.Charges;

/// <summary>What subscriptions explain: successive periods, changes, and a second subscription.</summary>
internal static class SubscriptionCharges
{
    private const string Change = "subscription_update";
    private const string Start = "subscription_create";

    /// <summary>A regular payment and one for a change are taken for one another within a period of a month.</summary>
    private static readonly TimeSpan Period = TimeSpan.FromDays(35);

    private static readonly TimeSpan SameHour = TimeSpan.FromHours(1);

    internal static IEnumerable<ChargeFinding> Of(IEnumerable<ChargeLine> lines)
    {
        var bySubscription = lines.GroupBy(line => line.Invoice!.Subscription!.Value).Select(Groups.InOrder).ToList();
        return [.. bySubscription.SelectMany(OfOne), .. OfTwo(bySubscription)];
    }

    private static IEnumerable<ChargeFinding> OfOne(List<ChargeLine> lines)
    {
        var changes = lines.Where(line => line.Invoice!.BillingReason == Change).ToList();
        var regular = lines.Where(line => line.Invoice!.BillingReason != Change).ToList();
        foreach (var change in changes)
        {
            // The regular payment next to it, before or after.
            if (regular.Where(line => (line.At - change.At).Duration() <= Period).MinBy(line => (line.At - change.At).Duration()) is { } beside)
            {
                yield return Finding(ChargeFindingKind.Proration, Certainty.Certain, [beside, change]);
            }
        }

        if (regular.Count > 1)
        {
            yield return Finding(ChargeFindingKind.Renewal, Certainty.Certain, regular);
        }
    }

    /// <summary>Two subscriptions that cost the same and are paid within a month: the latest such pair.</summary>
    private static IEnumerable<ChargeFinding> OfTwo(List<List<ChargeLine>> bySubscription)
    {
        var pairs = new Dictionary<(SubscriptionId, SubscriptionId), (ChargeLine First, ChargeLine Second)>();
        foreach (var alike in bySubscription.SelectMany(lines => lines).GroupBy(line => line.Amount).Select(Groups.InOrder))
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
        Payments = [.. Groups.InOrder(lines).Select(line => line.Id)],
        Answer = ChargeAnswers.Of(kind, lines),
        Evidence = [.. lines.Select(ChargeAnswers.HasInvoice)],
    };
}
