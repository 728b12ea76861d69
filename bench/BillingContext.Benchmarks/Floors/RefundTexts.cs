namespace BillingContext.Benchmarks.Floors;

/// <summary>What the rows of one refund hold beside their keys: bodies and links, before and after Stripe was asked.</summary>
internal sealed record RefundTexts(
    string Recorded, string RecordedLine, string RecordedLink, string Settled, string SettledLine, string SettledLink);
