using BenchmarkDotNet.Attributes;
using BillingContext.Benchmarks.Scenes;

namespace BillingContext.Benchmarks.Benchmarks;

/// <summary>Verifying and reading a signed event of 4.1 KB.</summary>
[MemoryDiagnoser]
public class VerifyReadBenchmark
{
    private readonly SignedEvent scene = new();

    [Benchmark(Baseline = true)]
    public object? Floor() => scene.ReadByFloor().Id;

    [Benchmark]
    public object? BillingContext() => scene.Read().Id;
}
