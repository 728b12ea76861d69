using BillingContext.Payments;

namespace BillingContext.Answers.Internal.Charges;

/// <summary>Compares two charges of the same amount that no subscription explains, the earlier first.</summary>
internal static class Comparison
{
    /// <summary>Who presses a button twice, or reloads a page, does it within minutes.</summary>
    private static readonly TimeSpan DoubleClick = TimeSpan.FromMinutes(10);

    /// <summary>Within a day the same purchase may be a mistake; later it is another purchase.</summary>
    private static readonly TimeSpan SameDay = TimeSpan.FromDays(1);

    /// <summary>What lies further apart nobody takes for one.</summary>
    private static readonly TimeSpan LongestMemory = TimeSpan.FromDays(35);

    /// <returns>Null if nobody would take the two for one another.</returns>
    internal static LookAlike? Of(ChargeLine first, ChargeLine second)
    {
        var apart = (second.At - first.At).Duration();
        if (apart > LongestMemory)
        {
            return null;
        }

        bool? sameCard = first.Card is { } one && second.Card is { } other ? one == other : null;
        List<Answer> evidence = [ChargeAnswers.SameAmount(second.Amount), ChargeAnswers.Apart(apart), ChargeAnswers.Cards(sameCard, second)];
        return (first.Invoice ?? second.Invoice) is not null
            ? OfInvoices(first, second, apart, evidence)
            : OfOrders(first, second, apart, sameCard, evidence);
    }

    /// <summary>Each invoice is paid once, so two invoices are two things; one beside a payment without any may be the same thing, paid on two ways.</summary>
    private static LookAlike? OfInvoices(ChargeLine first, ChargeLine second, TimeSpan apart, List<Answer> evidence)
    {
        evidence.AddRange(from line in (ChargeLine[])[first, second] where line.Invoice is not null select ChargeAnswers.HasInvoice(line));
        return (first.Invoice, second.Invoice) switch
        {
            ({ }, { }) => new LookAlike(ChargeFindingKind.SeparateOrders, Certainty.Certain, evidence),
            _ when apart <= DoubleClick => new LookAlike(ChargeFindingKind.Unclear, Certainty.Unsure, evidence, ChargeAnswers.TwoOrders(second)),
            _ => new LookAlike(ChargeFindingKind.SeparateOrders, Certainty.Likely, evidence),
        };
    }

    private static LookAlike? OfOrders(ChargeLine first, ChargeLine second, TimeSpan apart, bool? sameCard, List<Answer> evidence)
    {
        evidence.Add(ChargeAnswers.NoInvoice());
        if (first.Order is { } one && second.Order is { } other)
        {
            var isSame = string.Equals(one, other, StringComparison.OrdinalIgnoreCase);
            evidence.Add(isSame ? ChargeAnswers.SameOrder(one) : ChargeAnswers.OtherOrder(one, other));
            return !isSame
                ? new LookAlike(ChargeFindingKind.SeparateOrders, Certainty.Certain, evidence)

                // Half on each of two cards, one of several parcels, an instalment: the same order twice is not always the same money twice.
                : apart > SameDay || sameCard == false || DifferingText(first, second) is not null
                    ? new LookAlike(ChargeFindingKind.Unclear, Certainty.Unsure, evidence, ChargeAnswers.PaidInParts(one))
                    : new LookAlike(ChargeFindingKind.Duplicate, Certainty.Certain, evidence);
        }

        if (sameCard == false)
        {
            // A card and the same card in a wallet have different numbers, so this may be one card.
            return apart <= DoubleClick ? new LookAlike(ChargeFindingKind.Unclear, Certainty.Unsure, evidence, ChargeAnswers.WhichCard(first, second)) : null;
        }

        if (apart > SameDay)
        {
            return new LookAlike(ChargeFindingKind.SeparateOrders, Certainty.Likely, evidence);
        }

        if (DifferingText(first, second) is { } difference)
        {
            evidence.Add(ChargeAnswers.OtherText(difference));
            return difference == Description
                ? new LookAlike(ChargeFindingKind.SeparateOrders, Certainty.Likely, evidence)
                : new LookAlike(ChargeFindingKind.Unclear, Certainty.Unsure, evidence, ChargeAnswers.TwoOrders(second));
        }

        return apart <= DoubleClick && sameCard == true
            ? new LookAlike(ChargeFindingKind.Duplicate, Certainty.Likely, evidence)
            : new LookAlike(ChargeFindingKind.Unclear, Certainty.Unsure, evidence, ChargeAnswers.TwoOrders(second));
    }

    private const string Description = "description";

    /// <summary>The first field the merchant filled on both, and filled differently; null if there is none.</summary>
    private static string? DifferingText(ChargeLine first, ChargeLine second) =>
        first.Payment.Description is { } one && second.Payment.Description is { } other && one != other
            ? Description
            : first.Payment.Metadata.Keys.Order(StringComparer.Ordinal)
                .FirstOrDefault(key => second.Payment.Metadata.TryGetValue(key, out var value) && value != first.Payment.Metadata[key]);
}
