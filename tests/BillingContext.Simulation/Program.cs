using BillingContext.Simulation.Crash;
using BillingContext.Simulation.Running;

return CrashRun.IsFor(args) ? await CrashRun.RunAsync(args) : Commands.Run(args);
