using BenchmarkDotNet.Configs;
using BenchmarkDotNet.Jobs;
using BenchmarkDotNet.Running;
using BenchmarkDotNet.Toolchains.InProcess.Emit;
using BillingContext.Benchmarks.Figures;
using Perfolizer.Horology;

if (args is ["figures", .. var groups])
{
    return FigurePrinter.Print(groups.FirstOrDefault());
}

// In this process: needs neither a second build nor a package feed. Warmed up for longer than is usual, because there the
// code must climb through the tiers of compilation by itself.
var job = Job.Default
    .WithToolchain(InProcessEmitToolchain.Instance)
    .WithWarmupCount(20)
    .WithIterationCount(15)
    .WithIterationTime(TimeInterval.FromMilliseconds(250));
var config = DefaultConfig.Instance.AddJob(job);
BenchmarkSwitcher.FromAssembly(typeof(FigurePrinter).Assembly).Run(args.Length == 0 ? ["--filter", "*"] : args, config);
return 0;
