namespace BillingContext.Relational.Internal;

/// <summary>The statements that bring the tables one version further.</summary>
internal delegate string SchemaUpgrade(Dialect dialect);
