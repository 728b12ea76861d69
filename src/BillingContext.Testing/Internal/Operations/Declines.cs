using BillingContext.Testing.Internal.Records;

namespace BillingContext.Testing.Internal.Operations;

internal static class Declines
{
    /// <summary>Codes and texts of a refused card: https://docs.stripe.com/declines/codes</summary>
    public static PaymentFailure Failure(string declineCode, string? charge) => declineCode switch
    {
        "expired_card" => new("expired_card", "expired_card", "Your card has expired.", charge),
        "incorrect_cvc" => new("incorrect_cvc", "incorrect_cvc", "Your card's security code is incorrect.", charge),
        "processing_error" => new(
            declineCode, declineCode, "An error occurred while processing your card. Try again in a little bit.", charge),
        "authentication_required" => new(
            declineCode, declineCode, "Your card was declined. This transaction requires authentication.", charge),
        "insufficient_funds" => new("card_declined", declineCode, "Your card has insufficient funds.", charge),
        _ => new("card_declined", declineCode, "Your card was declined.", charge),
    };
}
