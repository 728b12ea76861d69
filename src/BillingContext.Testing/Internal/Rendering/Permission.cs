namespace BillingContext.Testing.Internal.Rendering;

/// <summary>A permission of a restricted key.</summary>
/// <param name="Slug">As Stripe's errors name it, <c>charge_read</c> say.</param>
/// <param name="Title">As the dashboard names it.</param>
internal sealed record Permission(string Slug, string Title)
{
    public static Permission Reading(string subject, string title) => new(subject + "_read", title + " Read");

    public static Permission Writing(string subject, string title) => new(subject + "_write", title + " Write");
}
