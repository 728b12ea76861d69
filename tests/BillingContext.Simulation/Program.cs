using BillingContext.Simulation.Running;

return Commands.Run(args);
