using BillingContext.Simulation.Running;

namespace BillingContext.Simulation.Tests;

public class ArgumentsTests
{
    [Test]
    public void Nothing_asks_for_a_thousand_histories()
    {
        var asked = Arguments.Parse([]);

        Assert.That((asked.Histories, asked.Seed, asked.Jobs, asked.Replay), Is.EqualTo((1_000, 1, 1, (int?)null)));
    }

    [Test]
    public void Everything_can_be_asked_for()
    {
        var asked = Arguments.Parse(["--histories", "5", "--seed", "-3", "--jobs", "2", "--defects", "--only", "a,b"]);

        Assert.That((asked.Histories, asked.Seed, asked.Jobs, asked.Defects), Is.EqualTo((5, -3, 2, true)));
        Assert.That(asked.Only, Is.EqualTo(new[] { "a", "b" }));
    }

    [TestCase("--histories")]
    [TestCase("--histories", "many")]
    [TestCase("--history", "1")]
    public void What_is_not_understood_is_said(params string[] args) => Assert.That(() => Arguments.Parse(args), Throws.InstanceOf<FormatException>());

    [Test]
    public void A_tally_survives_its_way_between_processes()
    {
        var tally = new Tally { Histories = 3, Hops = 1 };
        tally.Fired(Fault.StripeAway);
        tally.Held(Checks.Invariant.I7, 5);
        tally.AddPosts("5%", 4, 3);
        var read = new Tally();

        foreach (var line in tally.Write())
        {
            read.Read(line);
        }

        Assert.That(read.Write(), Is.EqualTo(tally.Write()));
    }
}
