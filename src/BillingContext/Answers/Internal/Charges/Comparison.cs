namespace BillingContext.Answers.Internal.Charges;

/// <summary>Compares two charges of the same amount that no subscription explains and that were not told as one purchase, the earlier first.</summary>
internal static class Comparison
{
    private const string Description = "description";

    /// <returns>Null if nobody would take the two for one another, or one order explains both.</returns>
    internal static LookAlike? Of(ChargeLine first, ChargeLine second)
    {
        var apart = Apart(first, second);
        if (apart > Runs.LongestMemory)
        {
            return null;
        }

        return (first.Invoice ?? second.Invoice) is not null ? OfInvoices(first, second, apart) : OfOrders(first, second, apart);
    }

    /// <summary>What is alike about two charges, and what is not.</summary>
    internal static List<Answer> EvidenceOf(ChargeLine first, ChargeLine second)
    {
        List<Answer> evidence = [ChargeAnswers.SameAmount(second.Amount), ChargeAnswers.Apart(Apart(first, second)), ChargeAnswers.Cards(SameCard(first, second), second)];
        if ((first.Invoice ?? second.Invoice) is not null)
        {
            return [.. evidence, .. from line in (ChargeLine[])[first, second] where line.Invoice is not null select ChargeAnswers.HasInvoice(line)];
        }

        evidence.Add(ChargeAnswers.NoInvoice());
        if (first.Order is { } one && second.Order is { } other)
        {
            evidence.Add(string.Equals(one, other, StringComparison.OrdinalIgnoreCase) ? ChargeAnswers.SameOrder(one) : ChargeAnswers.OtherOrder(one, other));
        }
        else if (DifferingText(first, second) is { } difference)
        {
            evidence.Add(ChargeAnswers.OtherText(difference));
        }

        return evidence;
    }

    /// <summary>Each invoice is paid once, so two invoices are two things; one beside a payment without any may be the same thing, paid on two ways.</summary>
    private static LookAlike OfInvoices(ChargeLine first, ChargeLine second, TimeSpan apart) => (first.Invoice, second.Invoice) switch
    {
        ({ }, { }) => Separate(Certainty.Certain, first, second),
        _ when apart <= Runs.DoubleClick => Unclear(first, second, ChargeAnswers.TwoOrders(second)),
        _ => Separate(Certainty.Likely, first, second),
    };

    private static LookAlike? OfOrders(ChargeLine first, ChargeLine second, TimeSpan apart)
    {
        if (first.Order is { } one && second.Order is { } other)
        {
            return string.Equals(one, other, StringComparison.OrdinalIgnoreCase) ? null : Separate(Certainty.Certain, first, second);
        }

        if (SameCard(first, second) == false)
        {
            // A card and the same card in a wallet have different numbers, so this may be one card.
            return apart <= Runs.DoubleClick ? Unclear(first, second, ChargeAnswers.WhichCard(first, second)) : null;
        }

        return apart > Runs.SameDay || DifferingText(first, second) == Description
            ? Separate(Certainty.Likely, first, second)
            : Unclear(first, second, ChargeAnswers.TwoOrders(second));
    }

    private static LookAlike Separate(Certainty certainty, ChargeLine first, ChargeLine second) =>
        new(ChargeFindingKind.SeparateOrders, certainty, EvidenceOf(first, second));

    private static LookAlike Unclear(ChargeLine first, ChargeLine second, Answer question) =>
        new(ChargeFindingKind.Unclear, Certainty.Unsure, EvidenceOf(first, second), question);

    private static TimeSpan Apart(ChargeLine first, ChargeLine second) => (second.At - first.At).Duration();

    /// <summary>Null where it is not known.</summary>
    private static bool? SameCard(ChargeLine first, ChargeLine second) => first.Card is { } one && second.Card is { } other ? one == other : null;

    /// <summary>The first field the merchant filled on both, and filled differently; null if there is none.</summary>
    private static string? DifferingText(ChargeLine first, ChargeLine second) =>
        first.Description is { } one && second.Description is { } other && one != other
            ? Description
            : first.Payment.Metadata.Keys.Order(StringComparer.Ordinal)
                .FirstOrDefault(key => second.Payment.Metadata.TryGetValue(key, out var value) && value != first.Payment.Metadata[key]);
}
