namespace BillingContext.Answers;

/// <summary>One thing that can be said to somebody: a stable code and its facts, without words. <see cref="AnswerWriter"/> gives it words.</summary>
public sealed record Answer
{
    /// <summary>What is said, such as <c>refund.sent</c>. A code is never renamed or given another meaning; see docs/answers.md.</summary>
    public required string Code { get; init; }

    /// <summary>The facts it is said with, each under its own name.</summary>
    public IReadOnlyList<AnswerFact> Facts { get; init; } = [];

    /// <summary>The fact of a name; null if there is none.</summary>
    public AnswerFact? Find(string name) => Facts.FirstOrDefault(fact => fact.Name == name);

    /// <summary>The code only.</summary>
    public override string ToString() => Code;
}
