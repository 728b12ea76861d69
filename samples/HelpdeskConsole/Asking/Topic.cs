namespace HelpdeskConsole.Asking;

/// <summary>What can be answered.</summary>
internal enum Topic
{
    /// <summary>Something else.</summary>
    None,

    /// <summary>Why was I charged twice?</summary>
    ChargedTwice,

    /// <summary>Where is my refund?</summary>
    Refund,

    /// <summary>What about my dispute?</summary>
    Dispute,

    /// <summary>What about my subscription?</summary>
    Subscription,
}
