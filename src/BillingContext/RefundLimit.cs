using BillingContext.Internal;

namespace BillingContext;

/// <summary>How many refunds, and how much money, may go out within any stretch of time. Every limit holds, whatever a policy or a person approves.</summary>
/// <remarks>
/// Counted are the refunds this library recorded in the same account and mode, from the moment they are recorded; one that is definitely not made
/// counts no more. Amounts of different currencies are never added up, so what is in a currency without a number is refused.
/// </remarks>
public sealed class RefundLimit
{
    /// <summary>The longest window: every refund looks back so far.</summary>
    private static readonly TimeSpan LongestWindow = TimeSpan.FromDays(366);

    /// <param name="name">What refusals and the audit log call it, up to 100 visible characters.</param>
    /// <param name="per">Whose refunds are added up.</param>
    /// <param name="window">The stretch of time, up to 366 days. It rolls: 24 hours end 24 hours after each refund, not at midnight.</param>
    /// <param name="count">How many refunds at most; null for any number.</param>
    /// <param name="sums">How much at most, once for each currency; none for any sum.</param>
    /// <exception cref="ArgumentException">Something is out of range, or nothing is limited.</exception>
    public RefundLimit(string name, LimitPer per, TimeSpan window, int? count = null, params IEnumerable<Money> sums)
    {
        ArgumentNullException.ThrowIfNull(sums);
        Money[] amounts = [.. sums];
        if (string.IsNullOrWhiteSpace(name) || name.Length > 100 || !SafeText.IsLine(name))
        {
            throw new ArgumentException("A limit's name is 1 to 100 characters, and none that controls or that cannot be seen.", nameof(name));
        }

        if (!Enum.IsDefined(per))
        {
            throw new ArgumentException($"Limit '{name}': {per} is not something to count by.", nameof(per));
        }

        if (window <= TimeSpan.Zero || window > LongestWindow)
        {
            throw new ArgumentException($"Limit '{name}': the window is {window}. Give it more than zero and at most {LongestWindow.TotalDays:0} days.", nameof(window));
        }

        if (count < 1)
        {
            throw new ArgumentException($"Limit '{name}': the count is {count}. Give it at least 1; to make no refunds at all, turn EnableRefunds off.", nameof(count));
        }

        if (count is null && amounts.Length == 0)
        {
            throw new ArgumentException($"Limit '{name}' limits nothing. Give it a count, or a sum in each currency.", nameof(sums));
        }

        if (Array.Exists(amounts, amount => amount.MinorUnits <= 0))
        {
            throw new ArgumentException($"Limit '{name}': {Array.Find(amounts, amount => amount.MinorUnits <= 0)} is not a sum to keep to. Give each currency a positive one.", nameof(sums));
        }

        if (amounts.GroupBy(amount => amount.Currency).FirstOrDefault(same => same.Count() > 1) is { } twice)
        {
            throw new ArgumentException($"Limit '{name}' has two sums in {twice.Key}. Give each currency one.", nameof(sums));
        }

        (Name, Per, Window, Count, Sums) = (name, per, window, count, amounts);
    }

    /// <summary>What refusals and the audit log call it.</summary>
    public string Name { get; }

    /// <summary>Whose refunds are added up.</summary>
    public LimitPer Per { get; }

    /// <summary>The rolling stretch of time.</summary>
    public TimeSpan Window { get; }

    /// <summary>How many refunds at most; null for any number.</summary>
    public int? Count { get; }

    /// <summary>How much at most, once for each currency; empty for any sum.</summary>
    public IReadOnlyList<Money> Sums { get; }

    /// <summary>The hands it counts and holds back; a refund that a person approved is that person's.</summary>
    /// <value>The default is empty: all of them.</value>
    public IReadOnlyList<ActorKind> Actors { get; init; } = [];

    /// <summary>Name and bounds.</summary>
    public override string ToString() =>
        $"{Name}: {string.Join(", ", [.. Count is { } count ? [$"{count} refunds"] : Array.Empty<string>(), .. Sums.Select(sum => sum.ToString())])} per {Per} in {Window}";
}
