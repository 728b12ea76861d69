namespace HelpdeskConsole.Asking;

/// <summary>What a question is about, by the words in it. A real host has an agent or an assistant for that; this is a sample.</summary>
internal static class Question
{
    private static readonly (Topic Topic, string[] Words)[] Known =
    [
        (Topic.ChargedTwice, ["twice", "double", "duplicate", "two charges", "2 charges", "again"]),
        (Topic.Refund, ["refund", "money back", "returned"]),
        (Topic.Dispute, ["dispute", "chargeback"]),
        (Topic.Subscription, ["subscription", "renew", "plan", "trial", "cancel"]),
    ];

    internal static Topic TopicOf(string words) =>
        Known.FirstOrDefault(known => known.Words.Any(word => words.Contains(word, StringComparison.OrdinalIgnoreCase))).Topic;
}
