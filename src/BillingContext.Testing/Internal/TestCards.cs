using System.Collections.Frozen;

namespace BillingContext.Testing.Internal;

/// <summary>https://docs.stripe.com/testing: the PaymentMethod ids of the test cards.</summary>
internal static class TestCards
{
    private static readonly FrozenDictionary<string, TestCard> ById = new[]
    {
        // https://docs.stripe.com/testing#cards
        Of("pm_card_visa", "4242"),
        Of("pm_card_visa_debit", "5556", funding: "debit"),
        Of("pm_card_mastercard", "4444", "mastercard"),
        Of("pm_card_mastercard_debit", "8210", "mastercard", "debit"),
        Of("pm_card_mastercard_prepaid", "5100", "mastercard", "prepaid"),
        Of("pm_card_amex", "0005", "amex"),
        Of("pm_card_discover", "1117", "discover"),
        Of("pm_card_diners", "0004", "diners"),
        Of("pm_card_jcb", "0505", "jcb"),
        Of("pm_card_unionpay", "0005", "unionpay"),
        Of("pm_card_bypassPending", "0077"),
        Of("pm_card_bypassPendingInternational", "0278"),

        // https://docs.stripe.com/testing#declined-payments; the longer names are the newer ones
        Declined("pm_card_chargeDeclined", "0002", "generic_decline"),
        Declined("pm_card_visa_chargeDeclined", "0002", "generic_decline"),
        Declined("pm_card_chargeDeclinedInsufficientFunds", "9995", "insufficient_funds"),
        Declined("pm_card_visa_chargeDeclinedInsufficientFunds", "9995", "insufficient_funds"),
        Declined("pm_card_visa_chargeDeclinedLostCard", "9987", "lost_card"),
        Declined("pm_card_visa_chargeDeclinedStolenCard", "9979", "stolen_card"),
        Declined("pm_card_visa_chargeDeclinedVelocityLimitExceeded", "6975", "card_velocity_exceeded"),
        Declined("pm_card_chargeDeclinedExpiredCard", "0069", "expired_card"),
        Declined("pm_card_chargeDeclinedIncorrectCvc", "0127", "incorrect_cvc"),
        Declined("pm_card_chargeDeclinedProcessingError", "0119", "processing_error"),
        Declined("pm_card_chargeDeclinedFraudulent", "0019", "fraudulent"),
        Declined("pm_card_chargeCustomerFail", "0341", "generic_decline") with { Attaches = true },

        // https://docs.stripe.com/testing#disputes
        Of("pm_card_createDispute", "0259") with { DisputeReason = "fraudulent" },
        Of("pm_card_createDisputeProductNotReceived", "2685") with { DisputeReason = "product_not_received" },
        Of("pm_card_createDisputeInquiry", "1976") with { DisputeReason = "fraudulent", DisputeStatus = "warning_needs_response" },
        Of("pm_card_createIssuerFraudRecord", "5423") with { FraudType = "misc" },

        // https://docs.stripe.com/testing#refunds
        Of("pm_card_pendingRefund", "7726") with { RefundEnds = "succeeded" },
        Of("pm_card_refundFail", "5126") with { RefundEnds = "failed" },

        // https://docs.stripe.com/testing#regulatory-cards
        Asking("pm_card_authenticationRequired", "3184"),
        Asking("pm_card_authenticationRequiredChargeDeclinedInsufficientFunds", "8260", "insufficient_funds"),
        Asking("pm_card_threeDSecure2Required", "3220"),
        Asking("pm_card_threeDSecureRequiredChargeDeclined", "1629", "generic_decline"),
    }.ToFrozenDictionary(card => card.Id, StringComparer.Ordinal);

    public static TestCard? Find(string id) => ById.GetValueOrDefault(id);

    private static TestCard Of(string id, string last4, string brand = "visa", string funding = "credit")
        => new(id, new SimulatedCard { Brand = brand, Last4 = last4, Funding = funding });

    private static TestCard Asking(string id, string last4, string? thenDeclines = null)
        => Of(id, last4) with { NeedsAuthentication = true, DeclineCode = thenDeclines };

    private static TestCard Declined(string id, string last4, string code) => Of(id, last4) with { DeclineCode = code, Attaches = false };
}
