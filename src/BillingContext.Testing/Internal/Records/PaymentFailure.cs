namespace BillingContext.Testing.Internal.Records;

internal sealed record PaymentFailure(string Code, string? DeclineCode, string Message, string? Charge)
{
    public string? PaymentMethod { get; init; }
}
