namespace BillingContext.AspNetCore.Internal;

/// <summary>What was found out about a merchant's key.</summary>
/// <param name="Code">A code of docs/errors.md, or <see cref="Good"/>.</param>
/// <param name="Permissions">What it lacks.</param>
/// <param name="At">When (UTC).</param>
internal sealed record KeyFinding(string Code, IReadOnlyList<string> Permissions, DateTimeOffset At)
{
    internal const string Good = "ok";

    internal bool IsGood => Code == Good;

    /// <summary>Nothing can be read for this merchant until a person mends it; not a word about Stripe's own troubles.</summary>
    internal bool IsUseless => Code is "stripe.key_rejected" or "merchant.unknown" or "vault.unreadable" or "store.altered";

    public override string ToString() => Permissions.Count > 0 ? $"lacks {string.Join(", ", Permissions)}" : Code;
}
