using BenchmarkDotNet.Attributes;
using BillingContext.Benchmarks.Scenes;

namespace BillingContext.Benchmarks.Benchmarks;

/// <summary>A line of the audit log, written and tied; the floor only ties.</summary>
[MemoryDiagnoser]
public class AuditBenchmark
{
    private readonly AuditAppend scene = new();

    [Benchmark(Baseline = true)]
    public object Floor() => scene.LinkByFloor();

    [Benchmark]
    public object BillingContext() => scene.Append();
}
