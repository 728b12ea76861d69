using BenchmarkDotNet.Attributes;
using BillingContext.Benchmarks.Scenes;

namespace BillingContext.Benchmarks.Benchmarks;

/// <summary>Posting a refund, network removed.</summary>
[MemoryDiagnoser]
public class PostBenchmark
{
    private readonly RefundPost scene = new();

    [Benchmark(Baseline = true)]
    public object Floor() => scene.PostByFloor();

    [Benchmark]
    public object BillingContext() => scene.Post();
}
