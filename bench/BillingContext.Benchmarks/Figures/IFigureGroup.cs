namespace BillingContext.Benchmarks.Figures;

/// <summary>Figures that share a scene and are measured together.</summary>
internal interface IFigureGroup
{
    string Name { get; }

    IEnumerable<Figure> Figures { get; }
}
