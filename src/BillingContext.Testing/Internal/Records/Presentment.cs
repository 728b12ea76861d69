namespace BillingContext.Testing.Internal.Records;

/// <summary>What the customer saw when the price was shown in another currency than the merchant's.</summary>
internal sealed record Presentment(long Amount, string Currency);
