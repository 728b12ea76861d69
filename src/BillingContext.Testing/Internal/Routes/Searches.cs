using System.Globalization;
using BillingContext.Testing.Internal.Records;
using BillingContext.Testing.Internal.Rendering;
using BillingContext.Testing.Internal.Wire;

namespace BillingContext.Testing.Internal.Routes;

/// <summary>Search sees objects as they were a while ago: https://docs.stripe.com/search#data-freshness</summary>
internal static class Searches
{
    private const int DefaultLimit = 10;

    public static Route Route<T>(ResourceOf<T> resource, IReadOnlyList<SearchField<T>> fields, Func<T, bool>? exists = null)
        where T : StripeRecord
        => Wire.Route.Search(resource, call => Answer(call, resource, fields, exists ?? (_ => true)));

    private static Answer Answer<T>(Call call, ResourceOf<T> resource, IReadOnlyList<SearchField<T>> fields, Func<T, bool> exists)
        where T : StripeRecord
    {
        if (call.Text("query") is not { } text)
        {
            return StripeError.Missing("query");
        }

        if (SearchQuery.Parse(text) is not { } query)
        {
            return new StripeError(
                400,
                "We were unable to parse your search query. Try using the format `metadata[\"key\"]:\"value\"` to query for metadata or " +
                "key:\"value\" to query for other fields.")
            { Param = "query" };
        }

        if (query.Problem(fields, resource.Name + "s") is { } problem)
        {
            return new StripeError(400, problem) { Param = "query" };
        }

        if (!TryReadPage(call.Text("page"), out var skip))
        {
            return new StripeError(400, "Invalid page.") { Param = "page" };
        }

        var limit = (int)(call.Integer("limit") ?? DefaultLimit);
        var hits = Indexed(call, resource, exists).Where(hit => query.Matches(hit.Known, fields));
        var found = hits.Skip(skip).Take(limit + 1).Select(hit => hit.Current).ToList();
        var next = found.Count > limit ? (skip + limit).ToString(CultureInfo.InvariantCulture) : null;
        return Wire.Answer.Search(resource, found[..Math.Min(limit, found.Count)], next, () => hits.LongCount());
    }

    private static IEnumerable<(T Known, T Current)> Indexed<T>(Call call, ResourceOf<T> resource, Func<T, bool> exists)
        where T : StripeRecord
    {
        var horizon = call.Books.Now() - (long)call.SearchLag.TotalSeconds;
        var rows = resource.Table(call.Books).All;
        for (var i = rows.Count - 1; i >= 0; i--)
        {
            if (rows[i].AsOf(horizon) is { } known && exists(known) && exists(rows[i].Current))
            {
                yield return (known, rows[i].Current);
            }
        }
    }

    private static bool TryReadPage(string? page, out int skip)
    {
        skip = 0;
        return page is null || (int.TryParse(page, NumberStyles.None, CultureInfo.InvariantCulture, out skip) && skip > 0);
    }
}
