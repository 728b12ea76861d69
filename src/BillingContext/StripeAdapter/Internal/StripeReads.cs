using System.Text.Json.Serialization.Metadata;
using BillingContext.StripeAdapter.Internal.Reading;
using BillingContext.StripeAdapter.Internal.Wire;

namespace BillingContext.StripeAdapter.Internal;

/// <summary>Reads objects and lists with the merchant's read key, as far as that key may.</summary>
internal sealed class StripeReads(StripeHttpClient http, MerchantAccess access, TimeProvider time)
{
    internal const int LargestPage = 100;

    private readonly DeniedReads denied = new(time);

    /// <summary>One object; null if it is missing.</summary>
    internal async Task<T?> GetAsync<T>(StripeScope scope, string route, string id, string? expand, JsonTypeInfo<T> answer, CancellationToken cancellationToken)
        where T : class, IWireObject
    {
        ArgumentException.ThrowIfNullOrEmpty(id);
        var read = await ReadAsync(scope, $"GET {route}/{{id}}", $"{route}/{id}", expand, answer, cancellationToken).ConfigureAwait(false);
        return read.Value?.OfMode(scope);
    }

    /// <summary>One page, newest first, and why its items lack what was to be expanded, if they do.</summary>
    internal async Task<(WireList<T> Page, StripeAdapterException? Denied)> ListAsync<T>(
        StripeScope scope, string route, StripeForm query, string? expand, JsonTypeInfo<WireList<T>> answer, CancellationToken cancellationToken)
        where T : IWireObject
    {
        var read = await ReadAsync(scope, $"GET {route}", $"{route}?{query}", expand, answer, cancellationToken).ConfigureAwait(false);

        // Stripe answers the list of a customer it does not know with "no such customer": there is nothing to list.
        var page = Sound(read.Value, route) ?? new WireList<T>();
        page.Data?.ForEach(item => item.OfMode(scope));
        return (page, read.Denied);
    }

    /// <summary>All pages of what one filter selects.</summary>
    internal async Task<List<T>> ListAllAsync<T>(
        StripeScope scope, string route, string filter, string value, JsonTypeInfo<WireList<T>> answer, CancellationToken cancellationToken)
        where T : IWireObject
    {
        var all = new List<T>();
        bool hasMore;
        do
        {
            var query = new StripeForm().Of(filter, value).Add("limit", LargestPage);
            if (all.Count > 0)
            {
                query.Add("starting_after", all[^1].Id ?? "");
            }

            var read = await ReadAsync(scope, $"GET {route}", $"{route}?{query}", null, answer, cancellationToken).ConfigureAwait(false);
            if (read.Value is null && all.Count > 0)
            {
                // What the next page was to start after is gone; half a list is no list.
                throw new StripeAdapterException(StripeErrorKind.Unknown, $"GET {route}: the list changed while it was read.");
            }

            var page = Sound(read.Value, route);
            page?.Data?.ForEach(item => all.Add(item.OfMode(scope)));
            hasMore = page is { HasMore: true };
        }
        while (hasMore);
        return all;
    }

    /// <summary>A list that says what is on it: without <c>data</c>, or with more to come after nothing, it must not read as "there are none".</summary>
    private static WireList<T>? Sound<T>(WireList<T>? page, string route) =>
        page is { Data: null } or { HasMore: true, Data.Count: 0 }
            ? throw new StripeAdapterException(StripeErrorKind.Unknown, $"GET {route}: Stripe's list could not be read.")
            : page;

    /// <summary>Reads with what is to be expanded or, where the key may not read that, without it; the key is remembered.</summary>
    private async Task<(T? Value, StripeAdapterException? Denied)> ReadAsync<T>(
        StripeScope scope, string operation, string path, string? expand, JsonTypeInfo<T> answer, CancellationToken cancellationToken)
        where T : class
    {
        var merchant = await access.CredentialsAsync(scope, cancellationToken).ConfigureAwait(false);
        if (denied.Find(merchant, operation) is { } forbidden)
        {
            throw forbidden;
        }

        var remembered = expand is null ? null : denied.Find(merchant, operation + expand);
        var withoutExpand = remembered;
        if (expand is not null && remembered is null)
        {
            var expanded = await SendAsync(expand).ConfigureAwait(false);
            if (expanded.Failure?.Error is not { Kind: StripeErrorKind.PermissionMissing } missing)
            {
                return (ValueOf(expanded), null);
            }

            withoutExpand = missing;
        }

        var plain = await SendAsync(null).ConfigureAwait(false);
        if (plain.Failure?.Error is { Kind: StripeErrorKind.PermissionMissing } why)
        {
            denied.Add(merchant, operation, why);
        }
        else if (withoutExpand is not null && remembered is null)
        {
            denied.Add(merchant, operation + expand, withoutExpand);
        }

        return (ValueOf(plain), withoutExpand);

        Task<StripeAnswer> SendAsync(string? expanding)
        {
            var target = expanding is null ? path : $"{path}{(path.Contains('?', StringComparison.Ordinal) ? '&' : '?')}expand[]={expanding}";
            return http.SendAsync(new StripeCall(operation, target, answer, merchant.ReadKey, merchant.Scope) { Cancellation = cancellationToken });
        }

        static T? ValueOf(StripeAnswer answer) => answer switch
        {
            { Value: T value } => value,
            { Failure.Error: { StripeCode: "resource_missing", HttpStatus: 400 or 404 } } => null,
            { Failure: { } failure } => throw failure.Error,
            _ => throw new InvalidOperationException("An answer is a value or a failure."),
        };
    }
}
