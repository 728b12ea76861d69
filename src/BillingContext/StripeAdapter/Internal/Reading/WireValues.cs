using BillingContext.StripeAdapter.Internal.Wire;

namespace BillingContext.StripeAdapter.Internal.Reading;

/// <summary>The few conversions every object needs.</summary>
internal static class WireValues
{
    private static readonly long EarliestSecond = DateTimeOffset.MinValue.ToUnixTimeSeconds();
    private static readonly long LatestSecond = DateTimeOffset.MaxValue.ToUnixTimeSeconds();

    internal static DateTimeOffset ToInstant(this long unixSeconds) => DateTimeOffset.FromUnixTimeSeconds(Math.Clamp(unixSeconds, EarliestSecond, LatestSecond));

    /// <summary>Stripe writes "no such time" as null, and in places as 0.</summary>
    internal static DateTimeOffset? ToInstant(this long? unixSeconds) => unixSeconds is null or 0 ? null : unixSeconds.Value.ToInstant();

    internal static Money ToMoney(this long? minorUnits, string? currency) => (minorUnits ?? 0).ToMoney(currency);

    internal static Money ToMoney(this long minorUnits, string? currency) =>
        new(minorUnits, CurrencyCode.TryParse(currency, out var code) ? code : default);

    internal static Money? ToMoney(this WirePresentment? wire) =>
        wire is { PresentmentAmount: { } amount, PresentmentCurrency: { } currency } ? amount.ToMoney(currency) : null;

    /// <summary>A list, without a new array where there is nothing in it.</summary>
    internal static IReadOnlyList<TOut> ToList<TIn, TOut>(this List<TIn>? wire, Func<TIn, TOut> map)
    {
        if (wire is not { Count: > 0 })
        {
            return [];
        }

        var items = new TOut[wire.Count];
        for (var i = 0; i < items.Length; i++)
        {
            items[i] = map(wire[i]);
        }

        return items;
    }

    /// <summary>The payment an object belongs to: by its PaymentIntent, or by its charge if it was made without one.</summary>
    internal static PaymentId? PaymentOf(string? paymentIntent, string? charge) =>
        (paymentIntent ?? charge) is { Length: > 0 } id ? Id(id, "payment", static id => new PaymentId(id)) : null;

    internal static CustomerId? ToCustomerId(this WireRef customer) =>
        customer.Id is { Length: > 0 } id ? Id(id, "customer", static id => new CustomerId(id)) : null;

    internal static ChargeId? ToChargeId(this WireRef charge) =>
        charge.Id is { Length: > 0 } id ? Id(id, "charge", static id => new ChargeId(id)) : null;

    /// <summary>The object, if it is of the mode that was asked; live and test never mix, not even by a proxy's mistake.</summary>
    internal static T OfMode<T>(this T wire, StripeScope scope)
        where T : IWireObject =>
        wire.Livemode is not { } live || live == scope.Livemode
            ? wire
            : throw new StripeAdapterException(StripeErrorKind.Unknown, $"Stripe sent a {(scope.Livemode ? "test" : "live")} object for {scope}.");

    /// <summary>An object's id. An answer whose ids are none is one that cannot be read, and no mistake of the caller's.</summary>
    internal static T Id<T>(string? id, string what, Func<string, T> make)
        where T : notnull
    {
        try
        {
            return make(id is { Length: > 0 } ? id : throw new ArgumentException("There is none.", nameof(id)));
        }
        catch (ArgumentException exception)
        {
            throw new StripeAdapterException(StripeErrorKind.Unknown, $"Stripe sent a {what} without a readable id.", exception);
        }
    }
}
