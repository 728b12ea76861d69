namespace BillingContext.Answers.Internal.Charges;

/// <summary>What two charges of the same amount are to each other.</summary>
internal sealed record LookAlike(ChargeFindingKind Kind, Certainty Certainty, IReadOnlyList<Answer> Evidence, Answer? Question = null);
