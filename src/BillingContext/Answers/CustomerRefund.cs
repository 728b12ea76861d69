namespace BillingContext.Answers;

/// <summary>One refund as its customer may see it.</summary>
/// <param name="Amount">How much goes back.</param>
/// <param name="MadeOn">When it was made (UTC).</param>
/// <param name="Stage">Where it is.</param>
/// <param name="Earliest">The first day it may be there; null if that is not known.</param>
/// <param name="Latest">The last day it should be there; null if that is not known.</param>
/// <param name="TraceNumber">The number with which their bank can find it, once there is one.</param>
public sealed record CustomerRefund(Money Amount, DateTimeOffset MadeOn, RefundStage Stage, DateOnly? Earliest, DateOnly? Latest, string? TraceNumber)
{
    /// <summary>The amount and where it is.</summary>
    public override string ToString() => $"{Amount} {Stage}";
}
