using BillingContext.Simulation.Worlds;

namespace BillingContext.Simulation.Scenes;

/// <summary>What kind of history the seed tells: who takes part, how the host is built, how often things fail, and what happens besides.</summary>
internal sealed class Scenario
{
    private const int Full = 100;
    private readonly HashSet<Incident> incidents = [];

    internal Scenario(World world)
    {
        Rates = world.Pick(20) switch { < 2 => Rates.None, < 8 => Rates.Rare, < 15 => Rates.Frequent, _ => Rates.Constant };
        IsCalm = Rates == Rates.None;
        Nodes = world.Pick(5) == 0 ? 3 : 2;
        Merchants = world.Pick(5) == 0 ? 2 : 1;
        HasHandlers = world.Pick(2) == 0;
        IsVaultRemote = world.Pick(8) == 0;
        TellsReferences = world.Pick(10) == 0;
        Agents = world.Pick(150) == 0 ? 64 : world.Pick(4) == 0 ? 2 + world.Pick(7) : 1 + world.Pick(3);
        foreach (var (incident, percent) in Likelihood)
        {
            if (!IsCalm && world.Pick(Full) < percent)
            {
                incidents.Add(incident);
            }
        }

        HasShortPages = world.Pick(2) == 0 || Has(Incident.BuriedInList);
        Cancels = world.Pick(3) == 0;
        IsSupervised = world.Pick(3) == 0;
        HasLimits = !IsCalm && world.Pick(4) == 0;
        HasSwitch = !IsCalm && world.Pick(5) == 0;
        ApprovalsExpireAfter = world.Pick(8) switch { < 5 => TimeSpan.FromMinutes(30), < 7 => TimeSpan.FromHours(5), _ => TimeSpan.FromDays(3) };
    }

    internal Rates Rates { get; }

    /// <summary>Nothing goes wrong, and nobody interferes.</summary>
    internal bool IsCalm { get; }

    /// <summary>Nothing happens besides the requests and what goes wrong with them.</summary>
    internal bool IsPlain => incidents.Count == 0;

    /// <summary>Every POST fails for a while, whatever the rates say.</summary>
    internal bool IsStaged => Has(Incident.BuriedInList) || Has(Incident.LateAndRefused);

    internal int Nodes { get; }

    internal int Merchants { get; }

    internal int Agents { get; }

    internal bool HasHandlers { get; }

    /// <summary>The customers have a subscription, too, and somebody ends it.</summary>
    internal bool Cancels { get; }

    /// <summary>More needs a yes, and somebody answers what waits for one.</summary>
    internal bool IsSupervised { get; }

    /// <summary>The merchants limit how many refunds, and how much, go out.</summary>
    internal bool HasLimits { get; }

    /// <summary>Somebody stops what goes out, and lets it go on.</summary>
    internal bool HasSwitch { get; }

    internal TimeSpan ApprovalsExpireAfter { get; }

    internal bool IsVaultRemote { get; }

    /// <summary>Lists come one object a page.</summary>
    internal bool HasShortPages { get; }

    /// <summary>Refunds get their reference number days later, which is two events more for each.</summary>
    internal bool TellsReferences { get; }

    private static (Incident Incident, int Percent)[] Likelihood { get; } =
    [
        (Incident.RefundedInDashboard, 10), (Incident.BankFailsRefund, 12), (Incident.BankFailsAtOnce, 8), (Incident.RefundsWait, 8), (Incident.Disputed, 8),
        (Incident.ApprovalWanted, 10), (Incident.RefundsTurnedOff, 6), (Incident.PolicyChanged, 6), (Incident.SecretRotated, 6), (Incident.KeyRotated, 5),
        (Incident.KeyRevoked, 6), (Incident.KeyNarrowed, 8), (Incident.StripeAway, 4), (Incident.StoreDown, 6), (Incident.CommitsLost, 6),
        (Incident.ClocksWrong, 25), (Incident.ClockSteps, 8), (Incident.OddEvents, 8), (Incident.ResentAfter30Days, 5), (Incident.FailsWeeksLater, 12),
        (Incident.AskedAgainNextDay, 8), (Incident.OtherParameters, 6), (Incident.CallersCancel, 10), (Incident.EventsDaysLate, 15),
        (Incident.BuriedInList, 4), (Incident.LateAndRefused, 6), (Incident.EndedInDashboard, 12),
    ];

    internal bool Has(Incident incident) => incidents.Contains(incident);
}
