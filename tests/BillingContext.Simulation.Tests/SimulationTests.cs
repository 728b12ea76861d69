using BillingContext.Simulation.Running;

namespace BillingContext.Simulation.Tests;

/// <summary>The tripwire of the seams: shipped code runs on one thread under virtual time, every history replays from its seed, and every invariant holds.</summary>
public class SimulationTests
{
    private const int Histories = 300;

    [Test]
    public void Three_hundred_histories_stay_on_one_thread_and_every_invariant_holds()
    {
        var tally = new Tally();

        var (failed, enqueued) = OneThread.Run(() =>
        {
            using var pool = new ThreadPoolTripwire();
            return (Campaign.Run(seed: 1, from: 0, Histories, step: 1, tally), pool.Enqueued);
        });

        Assert.That(failed?.Failed.Violation, Is.Null, failed?.Failed.Text);
        Assert.That((tally.Histories, tally.Hops), Is.EqualTo((Histories, 0)));
        Assert.That(enqueued, Is.Empty, "Work was handed to the thread pool.");
    }

    [Test]
    public void The_same_seed_gives_the_same_history_byte_for_byte([Values(7, 42, 123, 299)] int seed)
    {
        var (first, second) = OneThread.Run(() => (Campaign.Replay(seed), Campaign.Replay(seed)));

        Assert.That(first.Text, Is.Not.Empty);
        Assert.That(second, Is.EqualTo(first));
    }

    [Test]
    public void Every_invariant_is_checked_and_most_faults_fire()
    {
        var tally = new Tally();

        OneThread.Run(() => Campaign.Run(seed: 2, from: 0, count: 100, step: 1, tally));

        Assert.That(Enum.GetValues<Checks.Invariant>().Where(invariant => tally.Count(invariant) == 0), Is.Empty);
        Assert.That(FaultList.All.Count(known => tally.Count(known.Fault) > 0), Is.GreaterThanOrEqualTo(FaultList.All.Length / 2));
    }

    [Test]
    public void Every_fault_and_invariant_has_its_words()
    {
        Assert.That(FaultList.All.Select(known => known.Fault), Is.EquivalentTo(Enum.GetValues<Fault>()));
        Assert.That(Checks.InvariantList.All.Select(known => known.Invariant), Is.EqualTo(Enum.GetValues<Checks.Invariant>()));
    }

    [Test]
    public void Every_invariant_is_in_the_documentation()
    {
        var page = File.ReadAllText(Path.Combine(Defects.Workshop.Root(), "docs/testing.md"));

        Assert.That(Checks.InvariantList.All.Where(known => !page.Contains($"| {known.Invariant} | {known.Words} |", StringComparison.Ordinal)), Is.Empty);
    }
}
