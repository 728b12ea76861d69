using BillingContext.Benchmarks.Figures;

return FigurePrinter.Print(args.ElementAtOrDefault(1));
