using BillingContext.Nodes;

return await Runs.RunAsync(args, Console.Out);
