using BillingContext.Testing.Tests.Framework;
using FsCheck;
using FsCheck.Fluent;

namespace BillingContext.Testing.Tests;

public sealed class PaginationTests
{
    private readonly StripeSimulator _stripe = new();

    [Test]
    public void Lists_ten_newest_first_and_says_that_there_is_more()
    {
        var customer = _stripe.Account.AddCustomer();
        var charges = Enumerable.Range(0, 12).Select(_ => _stripe.Account.Pay(customer, 100).ChargeId).ToList();
        using var wire = new Wire(_stripe);

        var first = wire.Get($"/v1/charges?customer={customer}");
        var rest = wire.Get($"/v1/charges?customer={customer}&starting_after={first.Ids[^1]}");
        var back = wire.Get($"/v1/charges?customer={customer}&limit=3&ending_before={rest.Ids[0]}");

        charges.Reverse();
        Assert.That(first.TextAt("object"), Is.EqualTo("list"));
        Assert.That(first.TextAt("url"), Is.EqualTo("/v1/charges"));
        Assert.That((first.Ids, first.HasMore), Is.EqualTo((charges[..10], true)).Using<(IReadOnlyList<string>, bool)>(Same));
        Assert.That((rest.Ids, rest.HasMore), Is.EqualTo((charges[10..], false)).Using<(IReadOnlyList<string>, bool)>(Same));
        Assert.That((back.Ids, back.HasMore), Is.EqualTo((charges[7..10], true)).Using<(IReadOnlyList<string>, bool)>(Same));
    }

    [Test]
    public void Orders_by_creation_whatever_the_order_of_arrival()
    {
        var late = _stripe.Account.Pay(null, 100, createdAt: The.Start.AddDays(-1)).ChargeId;
        var early = _stripe.Account.Pay(null, 100, createdAt: The.Start.AddDays(-9)).ChargeId;
        var middle = _stripe.Account.Pay(null, 100, createdAt: The.Start.AddDays(-5)).ChargeId;
        using var wire = new Wire(_stripe);

        Assert.That(wire.Get("/v1/charges").Ids, Is.EqualTo([late, middle, early]));
    }

    [TestCase("created[gt]={0}", 1)]
    [TestCase("created[gte]={0}", 2)]
    [TestCase("created[lt]={0}", 1)]
    [TestCase("created[lte]={0}", 2)]
    [TestCase("created={0}", 1)]
    [TestCase("created[gt]={0}&created[lt]={0}", 0)]
    public void Filters_by_creation(string filter, int expected)
    {
        foreach (var days in new[] { -1, 0, 1 })
        {
            _stripe.Account.Pay(null, 100, createdAt: The.Start.AddDays(days));
        }

        using var wire = new Wire(_stripe);

        var answer = wire.Get("/v1/charges?" + string.Format(null, filter, The.Start.ToUnixTimeSeconds()));

        Assert.That(answer.Ids, Has.Count.EqualTo(expected), answer.Body);
    }

    [TestCase("limit=0", "parameter_invalid_integer", "limit")]
    [TestCase("limit=101", "parameter_invalid_integer", "limit")]
    [TestCase("limit=ten", "parameter_invalid_integer", "limit")]
    [TestCase("starting_after=ch_nope", "resource_missing", "starting_after")]
    [TestCase("ending_before=ch_nope", "resource_missing", "ending_before")]
    [TestCase("created[gt]=soon", "parameter_invalid_integer", "created[gt]")]
    [TestCase("created[after]=1", "parameter_unknown", "created[after]")]
    [TestCase("starting_after=a&ending_before=b", null, null)]
    [TestCase("customer=cus_nope", "resource_missing", "customer")]
    [TestCase("payment_intent=pi_nope", "resource_missing", "payment_intent")]
    public void Refuses_a_page_that_makes_no_sense(string query, string? code, string? param)
    {
        using var wire = new Wire(_stripe);

        var answer = wire.Get("/v1/charges?" + query);

        Assert.That((answer.Status, answer.Code, answer.Param), Is.EqualTo((400, code, param)), answer.Body);
    }

    [Test]
    public void Any_walk_forwards_or_backwards_gives_each_object_once_in_order()
        => Prop.ForAll(
            ArbMap.Default.ArbFor<(byte Count, byte Limit, bool Forward, int Seed)>(),
            walk => Walk(walk.Count % 60, (walk.Limit % 20) + 1, walk.Forward, walk.Seed)).HoldsForFixedSamples();

    private static void Walk(int count, int limit, bool forward, int seed)
    {
        var stripe = new StripeSimulator();
        var customer = stripe.Account.AddCustomer();
        for (var i = 0; i < count; i++)
        {
            // Many share a second: order must not depend on it.
            stripe.Account.Pay(customer, 100, createdAt: The.Start.AddSeconds((i * (uint)seed) % 7));
            stripe.Account.Pay(null, 100);
        }

        using var wire = new Wire(stripe);
        var expected = wire.Get($"/v1/charges?customer={customer}&limit=100").Ids;
        var seen = new List<string>();
        var cursor = forward ? "" : expected.Count > 0 ? $"&ending_before={expected[^1]}" : "";
        WireAnswer page;
        do
        {
            page = wire.Get($"/v1/charges?customer={customer}&limit={limit}{cursor}");
            if (forward)
            {
                seen.AddRange(page.Ids);
                cursor = page.Ids.Count > 0 ? $"&starting_after={page.Ids[^1]}" : "";
            }
            else
            {
                seen.InsertRange(0, page.Ids);
                cursor = page.Ids.Count > 0 ? $"&ending_before={page.Ids[0]}" : "";
            }
        }
        while (page.HasMore && seen.Count <= count);

        Assert.That(expected, Has.Count.EqualTo(count));
        Assert.That(seen, Is.EqualTo(forward ? expected : expected.Take(Math.Max(0, count - 1))));
    }

    private static bool Same((IReadOnlyList<string> Ids, bool HasMore) a, (IReadOnlyList<string> Ids, bool HasMore) b)
        => a.HasMore == b.HasMore && a.Ids.SequenceEqual(b.Ids);
}
