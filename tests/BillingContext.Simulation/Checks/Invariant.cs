namespace BillingContext.Simulation.Checks;

/// <summary>What must hold. In words: <see cref="InvariantList"/>.</summary>
internal enum Invariant
{
    I1,
    I2,
    I3,
    I4,
    I5,
    I6,
    I7,
    I8,
    I9,
    I10,
    I11,
    I12,
    I13,
    I14,
    I15,
    I16,
}
