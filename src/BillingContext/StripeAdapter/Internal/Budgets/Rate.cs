namespace BillingContext.StripeAdapter.Internal.Budgets;

/// <summary>So many requests in any span of this length.</summary>
internal readonly record struct Rate(int Requests, TimeSpan Span)
{
    /// <summary>Whole requests a second, or one in several seconds.</summary>
    internal static Rate Of(double perSecond) => perSecond >= 1
        ? new Rate((int)perSecond, TimeSpan.FromSeconds(1))
        : new Rate(1, TimeSpan.FromSeconds(1 / perSecond));
}
