using System.Collections.ObjectModel;
using BillingContext.Testing.Internal.Records;

namespace BillingContext.Testing.Internal.Operations;

internal sealed record PaymentOrder
{
    public required long Amount { get; init; }

    public string Currency { get; init; } = "usd";

    public string? Customer { get; init; }

    public string? Description { get; init; }

    public IReadOnlyDictionary<string, string> Metadata { get; init; } = ReadOnlyDictionary<string, string>.Empty;

    public SimulatedCard Card { get; init; } = SimulatedCard.Default;

    public string MethodType { get; init; } = "card";

    /// <summary>The payment method; a new one when there is none yet.</summary>
    public string? PaymentMethod { get; init; }

    public string? OrderReference { get; init; }

    public string? ReceiptEmail { get; init; }

    public string? TransferDestination { get; init; }

    public long? ApplicationFee { get; init; }

    public Presentment? Presentment { get; init; }
}
