using BillingContext.Testing.Internal.Records;

namespace BillingContext.Testing.Internal.Operations;

/// <summary>What a new refund looks like, by payment method: https://docs.stripe.com/refunds#refund-destinations</summary>
internal static class RefundStart
{
    public static string UsualStatus(string methodType) => methodType switch
    {
        // The customer gives bank details first: https://docs.stripe.com/refunds#refund-requires-action
        "konbini" or "promptpay" or "boleto" or "customer_balance" => "requires_action",
        "us_bank_account" or "sepa_debit" or "bacs_debit" or "au_becs_debit" or "acss_debit" => "pending",
        _ => "succeeded",
    };

    /// <summary>The part of the presented amount, where the customer saw another currency.</summary>
    public static Presentment? Share(ChargeRecord charge, long amount)
        => charge.Presentment is { } whole
            ? whole with { Amount = (long)Math.Round((decimal)whole.Amount * amount / charge.Amount, MidpointRounding.AwayFromZero) }
            : null;

    /// <summary>An acquirer reference number has 23 digits.</summary>
    public static string Reference(string refundId) => "74" + refundId[^20..] + "7";
}
