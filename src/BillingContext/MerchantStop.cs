namespace BillingContext;

/// <summary>A merchant whose money was stopped, by whom and why.</summary>
/// <param name="What">What is held back.</param>
/// <param name="By">Who stopped it.</param>
/// <param name="Since">When (UTC).</param>
/// <param name="Note">Why, in a line.</param>
public sealed record MerchantStop(StoppedActions What, Actor By, DateTimeOffset Since, string? Note = null)
{
    /// <summary>Whether it holds back what an actor answers for.</summary>
    /// <param name="actor">Who approved it, else who asks for it.</param>
    public bool Holds(Actor actor)
    {
        ArgumentNullException.ThrowIfNull(actor);
        return What != StoppedActions.Automatic || actor.Kind != ActorKind.Person;
    }

    /// <summary>What, by whom and since when.</summary>
    public override string ToString() => $"{What} stopped by {By} since {Since:u}";
}
