namespace BillingContext.Testing.Tests.Framework;

internal static class The
{
    public const string Email = "Jenny.Rosen@example.com";

    public const string Missing = "ch_3SimMissing0000000000000";

    public static readonly DateTimeOffset Start = new(2026, 11, 2, 9, 0, 0, TimeSpan.Zero);

    public static ManualTimeProvider Clock(this StripeSimulator stripe) => (ManualTimeProvider)stripe.TimeProvider;
}
