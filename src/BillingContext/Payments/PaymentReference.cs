using BillingContext.Payments.Internal.References;

namespace BillingContext.Payments;

/// <summary>What somebody's words say about a payment: ids, numbers, amounts, days, a card, a line on a statement.</summary>
/// <remarks>Reading is pure and bounded: the first 2,000 characters count, and nothing in them is taken for more than what to look for.</remarks>
public sealed record PaymentReference
{
    /// <summary>Payments named by their own id or their charge's (<c>pi_</c>, <c>ch_</c>, <c>py_</c>).</summary>
    public IReadOnlyList<PaymentId> Payments { get; init; } = [];

    /// <summary>Invoices named by their id (<c>in_</c>).</summary>
    public IReadOnlyList<InvoiceId> Invoices { get; init; } = [];

    /// <summary>Refunds named by their id (<c>re_</c>).</summary>
    public IReadOnlyList<RefundId> Refunds { get; init; } = [];

    /// <summary>What may be the number of an order, an invoice or a receipt, as it was written, without <c>#</c>.</summary>
    public IReadOnlyList<string> Numbers { get; init; } = [];

    /// <summary>Amounts.</summary>
    public IReadOnlyList<MentionedAmount> Amounts { get; init; } = [];

    /// <summary>Days; two for one that can be read in two ways, such as 09/11/2026.</summary>
    public IReadOnlyList<DateOnly> Days { get; init; } = [];

    /// <summary>Last four digits of cards.</summary>
    public IReadOnlyList<string> LastFours { get; init; } = [];

    /// <summary>Whether nothing in the words can be looked for.</summary>
    public bool IsEmpty => this is { Payments: [], Invoices: [], Refunds: [], Numbers: [], Amounts: [], Days: [], LastFours: [], Letters: "" };

    /// <summary>All letters and digits in upper case, to find a statement's line among them.</summary>
    internal string Letters { get; init; } = "";

    /// <summary>Reads somebody's words.</summary>
    /// <param name="words">What they wrote, from anybody.</param>
    /// <param name="now">The instant that "yesterday" counts from.</param>
    /// <param name="timeZone">In which days are counted; UTC if null.</param>
    public static PaymentReference Parse(string? words, DateTimeOffset now, TimeZoneInfo? timeZone = null) =>
        ReferenceReader.Read(words ?? "", DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(now, timeZone ?? TimeZoneInfo.Utc).Date));

    /// <summary>How much of what it names; nothing of what was written.</summary>
    public override string ToString() =>
        $"{Payments.Count + Invoices.Count + Refunds.Count} ids, {Numbers.Count} numbers, {Amounts.Count} amounts, {Days.Count} days, {LastFours.Count} cards";
}
