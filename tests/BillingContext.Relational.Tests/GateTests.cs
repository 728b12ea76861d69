using BillingContext.Internal;

namespace BillingContext.Relational.Tests;

internal sealed class GateTests
{
    [Test]
    public async Task Lets_one_in_at_a_time_in_the_order_they_came()
    {
        // Under NUnit's own context every continuation would go to the pool, and nearly always come in time.
        SynchronizationContext.SetSynchronizationContext(null);
        var gate = new Gate(() => new TaskCompletionSource());
        await gate.EnterAsync(default);
        var entered = new List<int>();
        var waiting = Enumerable.Range(1, 3).Select(async i =>
        {
            await gate.EnterAsync(default);
            entered.Add(i);
        }).ToList();

        Assert.That(entered, Is.Empty);
        gate.Leave();
        Assert.That(entered, Is.EqualTo(new[] { 1 }), "In a simulation the next goes on before Leave returns.");
        gate.Leave();
        gate.Leave();
        await Task.WhenAll(waiting);
        Assert.That(entered, Is.EqualTo(new[] { 1, 2, 3 }));

        gate.Leave();
        Assert.That(gate.EnterAsync(default).AsTask().IsCompleted, "Nobody is left inside.");
    }

    [Test]
    public async Task Who_gives_up_waiting_is_passed_over()
    {
        var gate = new Gate(() => new TaskCompletionSource());
        await gate.EnterAsync(default);
        using var cancellation = new CancellationTokenSource();
        var impatient = gate.EnterAsync(cancellation.Token).AsTask();
        var patient = gate.EnterAsync(default).AsTask();

        await cancellation.CancelAsync();
        Assert.That(() => impatient, Throws.InstanceOf<OperationCanceledException>());
        gate.Leave();

        await patient;
        Assert.That(() => gate.EnterAsync(new CancellationToken(canceled: true)).AsTask(), Throws.InstanceOf<OperationCanceledException>());
    }

    [Test]
    public async Task In_production_who_leaves_does_not_run_the_next()
    {
        var gate = new Gate(() => new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously));
        await gate.EnterAsync(default);
        var leaver = 0;
        var next = NextAsync();

        var thread = new Thread(() =>
        {
            leaver = Environment.CurrentManagedThreadId;
            gate.Leave();
        });
        thread.Start();
        thread.Join();

        Assert.That(await next, Is.Not.EqualTo(leaver));

        async Task<int> NextAsync()
        {
            await gate.EnterAsync(default);
            return Environment.CurrentManagedThreadId;
        }
    }

    [Test]
    public void Nobody_is_inside_with_another()
    {
        var gate = new Gate(() => new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously));
        var (inside, most, total) = (0, 0, 0);

        var threads = Enumerable.Range(0, 8).Select(thread => new Thread(() =>
        {
            for (var i = 0; i < 2_000; i++)
            {
                using var cancellation = new CancellationTokenSource();
                var turn = gate.EnterAsync(cancellation.Token).AsTask();
                if ((i + thread) % 3 == 0)
                {
                    cancellation.Cancel();
                }

                try
                {
                    turn.GetAwaiter().GetResult();
                }
                catch (OperationCanceledException)
                {
                    continue;
                }

                most = Math.Max(most, Interlocked.Increment(ref inside));
                total++;
                Interlocked.Decrement(ref inside);
                gate.Leave();
            }
        })).ToList();
        threads.ForEach(thread => thread.Start());
        threads.ForEach(thread => thread.Join());

        Assert.That((most, inside), Is.EqualTo((1, 0)));
        Assert.That(total, Is.GreaterThan(8 * 2_000 / 2));
        Assert.That(gate.EnterAsync(default).AsTask().IsCompleted);
    }
}
