using BillingContext.Testing.Tests.Framework;

namespace BillingContext.Testing.Tests;

public sealed class ManualTimeProviderTests
{
    private readonly ManualTimeProvider _clock = new();

    [Test]
    public void Stands_still_until_moved()
    {
        Assert.That(_clock.GetUtcNow(), Is.EqualTo(The.Start));

        _clock.Advance(TimeSpan.FromMinutes(5));

        Assert.That(_clock.GetUtcNow(), Is.EqualTo(The.Start.AddMinutes(5)));
        Assert.That(_clock.GetElapsedTime(0), Is.EqualTo(TimeSpan.FromMinutes(5)));
    }

    [Test]
    public void Fires_timers_at_their_due_times_and_ties_in_order_of_creation()
    {
        var fired = new List<string>();
        using var late = Timer("late", 3);
        using var first = Timer("first", 1);
        using var second = Timer("second", 1);

        _clock.Advance(TimeSpan.FromSeconds(5));

        Assert.That(fired, Is.EqualTo(["first at 1", "second at 1", "late at 3"]));

        ITimer Timer(string name, int seconds) => _clock.CreateTimer(
            _ => fired.Add($"{name} at {(_clock.GetUtcNow() - The.Start).TotalSeconds}"),
            null,
            TimeSpan.FromSeconds(seconds),
            Timeout.InfiniteTimeSpan);
    }

    [Test]
    public void Repeats_periodic_timers_until_they_are_disposed()
    {
        var count = 0;
        var timer = _clock.CreateTimer(_ => count++, null, TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(2));

        _clock.Advance(TimeSpan.FromSeconds(6));
        timer.Dispose();
        _clock.Advance(TimeSpan.FromSeconds(6));

        Assert.That(count, Is.EqualTo(3));
        Assert.That(timer.Change(TimeSpan.Zero, TimeSpan.Zero), Is.False);
    }

    [Test]
    public void Fires_a_timer_that_another_one_starts_on_the_way()
    {
        var at = new List<double>();
        using var first = _clock.CreateTimer(
            _ => _clock.CreateTimer(_ => at.Add(Seconds()), null, TimeSpan.FromSeconds(2), Timeout.InfiniteTimeSpan),
            null,
            TimeSpan.FromSeconds(1),
            Timeout.InfiniteTimeSpan);

        _clock.Advance(TimeSpan.FromSeconds(10));

        Assert.That(at, Is.EqualTo([3d]));
        Assert.That(Seconds(), Is.EqualTo(10));

        double Seconds() => (_clock.GetUtcNow() - The.Start).TotalSeconds;
    }

    [Test]
    public void Steps_the_wall_clock_back_without_firing_anything()
    {
        var fired = 0;
        using var timer = _clock.CreateTimer(_ => fired++, null, TimeSpan.FromSeconds(10), Timeout.InfiniteTimeSpan);

        _clock.SetUtcNow(The.Start.AddMinutes(-10));

        Assert.That(fired, Is.Zero);
        Assert.That(_clock.GetUtcNow(), Is.EqualTo(The.Start.AddMinutes(-10)));
        Assert.That(_clock.GetTimestamp(), Is.Zero);

        _clock.Advance(TimeSpan.FromSeconds(10));

        Assert.That(fired, Is.EqualTo(1));
    }

    [Test]
    public void Setting_the_clock_forward_advances_it()
    {
        var delay = Task.Delay(TimeSpan.FromHours(1), _clock);

        _clock.SetUtcNow(The.Start.AddHours(2));

        Assert.That(delay.IsCompletedSuccessfully);
    }
}
