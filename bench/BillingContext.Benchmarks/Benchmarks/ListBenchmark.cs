using BenchmarkDotNet.Attributes;
using BillingContext.Benchmarks.Scenes;

namespace BillingContext.Benchmarks.Benchmarks;

/// <summary>Reading a page of 100 payments, 546 KB.</summary>
[MemoryDiagnoser]
public class ListBenchmark
{
    private readonly PaymentPage scene = new();

    [Benchmark(Baseline = true)]
    public object Floor() => scene.ReadByFloor();

    [Benchmark]
    public object BillingContext() => scene.Read();
}
