using System.Globalization;
using BillingContext.Testing.Internal.Records;

namespace BillingContext.Testing.Internal.Rendering;

/// <summary>https://docs.stripe.com/api/charges/object#charge_object-payment_method_details</summary>
internal static class PaymentMethodDetails
{
    private const string BankFingerprint = "SimBank6789";
    private const string BankLast4 = "6789";
    private const string SepaFingerprint = "SimSepa3000";
    private const string SepaLast4 = "3000";

    /// <summary>What search finds of them: https://docs.stripe.com/search#query-fields-for-charges</summary>
    public static IReadOnlyList<(string Path, Func<ChargeRecord, string?> Value)> Searched { get; } =
    [
        Of("card", "brand", charge => charge.Card.Brand),
        Of("card", "exp_month", charge => charge.Card.ExpiryMonth.ToString(CultureInfo.InvariantCulture)),
        Of("card", "exp_year", charge => charge.Card.ExpiryYear.ToString(CultureInfo.InvariantCulture)),
        Of("card", "fingerprint", charge => charge.Card.FingerprintText),
        Of("card", "last4", charge => charge.Card.Last4),
        Of("sepa_debit", "fingerprint", _ => SepaFingerprint),
        Of("sepa_debit", "last4", _ => SepaLast4),
        Of("us_bank_account", "fingerprint", _ => BankFingerprint),
        Of("us_bank_account", "last4", _ => BankLast4),
    ];

    public static void Write(ObjectWriter writer, ChargeRecord charge)
        => writer.Hash("payment_method_details", () =>
        {
            writer.Hash(charge.MethodType, () =>
            {
                switch (charge.MethodType)
                {
                    case "card":
                        WriteCard(writer, charge);
                        break;
                    case "us_bank_account":
                        writer.Text("account_holder_type", "individual");
                        writer.Text("account_type", "checking");
                        writer.Text("bank_name", "STRIPE TEST BANK");
                        writer.Text("fingerprint", BankFingerprint);
                        writer.Text("last4", BankLast4);
                        break;
                    case "sepa_debit":
                        writer.Text("bank_code", "19043");
                        writer.Text("country", "AT");
                        writer.Text("fingerprint", SepaFingerprint);
                        writer.Text("last4", SepaLast4);
                        break;
                }
            });
            writer.Text("type", charge.MethodType);
        });

    private static (string Path, Func<ChargeRecord, string?> Value) Of(string type, string field, Func<ChargeRecord, string?> value)
        => ($"payment_method_details.{type}.{field}", charge => charge.MethodType == type ? value(charge) : null);

    private static void WriteCard(ObjectWriter writer, ChargeRecord charge)
    {
        var card = charge.Card;
        writer.Number("amount_authorized", charge.Succeeded ? charge.Amount : null);
        writer.Text("authorization_code", charge.Succeeded ? "S" + charge.Id[^5..] : null);
        writer.Text("brand", card.Brand);
        if (charge.CaptureBefore is { } before)
        {
            writer.Number("capture_before", before);
        }

        writer.Hash("checks", () =>
        {
            writer.Nulls("address_line1_check", "address_postal_code_check");
            writer.Text("cvc_check", "pass");
        });
        writer.Text("country", card.Country);
        writer.Number("exp_month", card.ExpiryMonth);
        writer.Number("exp_year", card.ExpiryYear);
        writer.Text("fingerprint", card.FingerprintText);
        writer.Text("funding", card.Funding);
        writer.Nulls("installments");
        writer.Text("last4", card.Last4);
        writer.Nulls("mandate");
        writer.Text("network", card.Brand);
        writer.Text("network_transaction_id", charge.Succeeded ? charge.Id[^15..].ToUpper(CultureInfo.InvariantCulture) : null);
        WriteThreeDSecure(writer, card);
        WriteWallet(writer, card);
    }

    private static void WriteThreeDSecure(ObjectWriter writer, SimulatedCard card)
    {
        if (card.ThreeDSecureResult is not { } result)
        {
            writer.Nulls("three_d_secure");
            return;
        }

        writer.Hash("three_d_secure", () =>
        {
            writer.Text("authentication_flow", "challenge");
            writer.Text("result", result);
            writer.Nulls("result_reason");
            writer.Text("version", "2.2.0");
        });
    }

    private static void WriteWallet(ObjectWriter writer, SimulatedCard card)
    {
        if (card.Wallet is not { } wallet)
        {
            writer.Nulls("wallet");
            return;
        }

        writer.Hash("wallet", () =>
        {
            writer.EmptyHash(wallet);
            writer.Text("dynamic_last4", card.WalletLast4);
            writer.Text("type", wallet);
        });
    }
}
