namespace BillingContext.Answers;

/// <summary>One thing that keeps phrases from being a whole language.</summary>
/// <param name="Code">The code of the answer, or of the word inside sentences.</param>
/// <param name="Message">What is wrong, with the English words where something is missing.</param>
public sealed record AnswerPhraseProblem(string Code, string Message)
{
    /// <summary>Code and message.</summary>
    public override string ToString() => $"{Code}: {Message}";
}
