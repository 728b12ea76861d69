using BillingContext.Testing.Internal.Records;
using BillingContext.Testing.Internal.Rendering;
using BillingContext.Testing.Internal.Wire;

namespace BillingContext.Testing.Internal.Routes;

/// <summary>Pages of objects, newest first: https://docs.stripe.com/api/pagination</summary>
internal static class Lists
{
    private const int DefaultLimit = 10;

    public static Route Route<T>(ResourceOf<T> resource, IReadOnlyList<ListFilter<T>> filters, params string[] notSimulated)
        where T : StripeRecord
        => Wire.Route.List(
            resource,
            [.. filters.Select(f => Parameter.Text(f.Parameter)), Parameter.Range("created"), .. Parameter.NotSimulated(notSimulated)],
            call => Answer(call, resource, filters));

    /// <summary>The rows that the filters leave, from the narrowest index there is.</summary>
    public static Answer Answer<T>(Call call, ResourceOf<T> resource, IReadOnlyList<ListFilter<T>> filters, Func<T, bool>? where = null)
        where T : StripeRecord
    {
        var rows = resource.Table(call.Books).All;
        var narrowed = false;
        foreach (var filter in filters)
        {
            if (call.Text(filter.Parameter) is not { } id)
            {
                continue;
            }

            if (Resources.Named(filter.Parameter).Find(call.Books, id) is null)
            {
                return call.NoSuch(filter.Parameter, id, filter.Parameter, 400);
            }

            if (narrowed)
            {
                where = Both(where, record => filter.Key(record) == id);
                continue;
            }

            rows = filter.Index(call.Books).Of(id);
            narrowed = true;
        }

        return Page(call, resource, rows, where);
    }

    public static Answer Page<T>(Call call, ResourceOf<T> resource, RowIndex<T> rows, Func<T, bool>? where)
        where T : StripeRecord
    {
        var (after, before) = (call.Text("starting_after"), call.Text("ending_before"));
        if (after is not null && before is not null)
        {
            return new StripeError(400, "Received both starting_after and ending_before parameters. Please pass in only one.");
        }

        var table = resource.Table(call.Books);
        if ((after ?? before) is { } cursor && table.Row(cursor) is null)
        {
            return call.NoSuch(resource.Name, cursor, after is null ? "ending_before" : "starting_after", 400);
        }

        var limit = (int)(call.Integer("limit") ?? DefaultLimit);
        var (from, to) = call.Range("created");
        var found = before is null
            ? Older(rows, after is null ? null : table.Row(after), from, to, where).Take(limit + 1).ToList()
            : Newer(rows, table.Row(before)!, from, to, where).Take(limit + 1).ToList();
        var hasMore = found.Count > limit;
        found = found[..Math.Min(limit, found.Count)];
        if (before is not null)
        {
            found.Reverse();
        }

        return Wire.Answer.List(resource, found, hasMore);
    }

    private static IEnumerable<T> Older<T>(RowIndex<T> rows, Row<T>? cursor, long from, long to, Func<T, bool>? where)
        where T : StripeRecord
    {
        var last = to == long.MaxValue ? rows.Count : rows.FirstAfter((to, long.MaxValue));
        if (cursor is not null)
        {
            last = Math.Min(last, rows.FirstAfter((cursor.Place.Created, cursor.Place.Sequence - 1)));
        }

        for (var i = last - 1; i >= 0 && rows[i].Place.Created >= from; i--)
        {
            if (where is null || where(rows[i].Current))
            {
                yield return rows[i].Current;
            }
        }
    }

    private static IEnumerable<T> Newer<T>(RowIndex<T> rows, Row<T> cursor, long from, long to, Func<T, bool>? where)
        where T : StripeRecord
    {
        var first = Math.Max(rows.FirstAfter(cursor.Place), from == long.MinValue ? 0 : rows.FirstAfter((from, long.MinValue)));
        for (var i = first; i < rows.Count && rows[i].Place.Created <= to; i++)
        {
            if (where is null || where(rows[i].Current))
            {
                yield return rows[i].Current;
            }
        }
    }

    private static Func<T, bool> Both<T>(Func<T, bool>? first, Func<T, bool> second)
        => first is null ? second : record => first(record) && second(record);
}
