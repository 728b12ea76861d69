using Microsoft.Extensions.Options;

namespace BillingContext.AspNetCore;

/// <summary>From when on the host's health is not what it should be.</summary>
public sealed class BillingHealthOptions
{
    /// <summary>The configuration section that messages name these options by; the host binds it.</summary>
    public const string SectionName = "BillingContext:Health";

    internal const int MostMerchants = 1_000;

    /// <summary>How long the oldest event may wait before the inbox is degraded.</summary>
    /// <value>The default is five minutes.</value>
    public TimeSpan BacklogDegradedAfter { get; set; } = TimeSpan.FromMinutes(5);

    /// <summary>How long the oldest event may wait before the inbox is unhealthy, not less than <see cref="BacklogDegradedAfter"/>.</summary>
    /// <value>The default is six hours: longer than one event that always fails is tried before it is set aside, so that it takes no node out of service.</value>
    public TimeSpan BacklogUnhealthyAfter { get; set; } = TimeSpan.FromHours(6);

    /// <summary>Whose keys are checked; at most 1,000.</summary>
    /// <value>The default is none: then those the vault keeps, at most 1,000, else <see cref="MerchantId.Default"/>, if the host knows it. They are written in C#: configuration does not bind them.</value>
    public IList<MerchantId> Merchants { get; } = [];

    /// <summary>How long it is believed that a key works, from one minute to one day. One that does not is tried again after a minute.</summary>
    /// <value>The default is ten minutes. A check costs about seven calls to Stripe for each merchant.</value>
    public TimeSpan CheckKeysEvery { get; set; } = TimeSpan.FromMinutes(10);

    internal sealed class Validator : IValidateOptions<BillingHealthOptions>
    {
        public ValidateOptionsResult Validate(string? name, BillingHealthOptions options)
        {
            var problems = new List<string>();
            if (options.BacklogDegradedAfter < TimeSpan.Zero)
            {
                problems.Add($"{SectionName}:{nameof(BacklogDegradedAfter)} is {options.BacklogDegradedAfter}. Set it to 00:00:00 or more.");
            }

            if (options.BacklogUnhealthyAfter < options.BacklogDegradedAfter)
            {
                problems.Add($"{SectionName}:{nameof(BacklogUnhealthyAfter)} is {options.BacklogUnhealthyAfter}. Set it to {nameof(BacklogDegradedAfter)} ({options.BacklogDegradedAfter}) or more.");
            }

            if (options.Merchants.Count > MostMerchants)
            {
                problems.Add($"{SectionName}:{nameof(Merchants)} has {options.Merchants.Count} merchants. Name at most {MostMerchants}.");
            }

            if (options.CheckKeysEvery < TimeSpan.FromMinutes(1) || options.CheckKeysEvery > TimeSpan.FromDays(1))
            {
                problems.Add($"{SectionName}:{nameof(CheckKeysEvery)} is {options.CheckKeysEvery}. Set it from 00:01:00 to 1.00:00:00.");
            }

            return problems.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(problems);
        }
    }
}
