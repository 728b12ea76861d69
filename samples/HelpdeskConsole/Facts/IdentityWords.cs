using BillingContext.Customers;

namespace HelpdeskConsole.Facts;

/// <summary>How sure we are who is asking, as a badge and a sentence for the agent.</summary>
internal static class IdentityWords
{
    internal static (string Badge, string Means) Of(CustomerResolution resolution) => resolution switch
    {
        { Status: ResolutionStatus.Verified, Customer: null } => ("VERIFIED", "The helpdesk vouches for this one payment, and nothing else is shown."),
        { Status: ResolutionStatus.Verified } => ("VERIFIED", "The helpdesk vouches for the customer id."),
        { Status: ResolutionStatus.Confirmed } => ("CONFIRMED", $"{resolution.ConfirmedBy} checked the person. Holds for what {resolution.ConfirmedBy} asks for."),
        { Status: ResolutionStatus.Unverified } => ("NOT VERIFIED", "Only the e-mail address matches, and anyone can write one. Confirm the person before any refund."),
        { Status: ResolutionStatus.Ambiguous } => ("AMBIGUOUS", "Several customers have this e-mail address; none was picked."),
        _ => ("NOT FOUND", "Nobody has this e-mail address."),
    };
}
