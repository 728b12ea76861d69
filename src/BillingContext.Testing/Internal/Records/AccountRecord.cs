namespace BillingContext.Testing.Internal.Records;

internal sealed record AccountRecord : StripeRecord;
