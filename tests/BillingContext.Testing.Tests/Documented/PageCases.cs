namespace BillingContext.Testing.Tests.Documented;

public sealed class PageCases : DocumentedCases
{
    private const string Page = "https://docs.stripe.com/api/pagination";

    [Test]
    [Documented("pages", Page)]
    public async Task Lists_the_newest_ten_unless_told_otherwise()
    {
        var made = await CustomersAsync(11);

        var list = await DoneAsync("v1/customers");

        Assert.That(list.Ids, Is.EqualTo(made.Reverse().Take(10)));
        Assert.That((list.TextAt("object"), list.TextAt("url"), list.HasMore), Is.EqualTo(("list", "/v1/customers", true)));
    }

    [Test]
    [Documented("pages", Page)]
    public async Task Walks_to_the_end_and_back()
    {
        var newest = (await CustomersAsync(5)).Reverse().ToArray();

        var first = await DoneAsync("v1/customers?limit=2");
        var second = await DoneAsync($"v1/customers?limit=2&starting_after={first.Ids[^1]}");
        var last = await DoneAsync($"v1/customers?limit=2&starting_after={second.Ids[^1]}");
        var back = await DoneAsync($"v1/customers -G -d limit=2 -d ending_before={last.Ids[0]}");
        var start = await DoneAsync($"v1/customers -G -d limit=2 -d ending_before={back.Ids[0]}");

        Assert.That(first.Ids.Concat(second.Ids).Concat(last.Ids), Is.EqualTo(newest));
        Assert.That((first.HasMore, second.HasMore, last.HasMore), Is.EqualTo((true, true, false)));
        Assert.That(back.Ids.Concat(start.Ids), Is.EqualTo(second.Ids.Concat(first.Ids)));
        Assert.That((back.HasMore, start.HasMore), Is.EqualTo((true, false)));
    }

    [Test]
    [Documented("pages", Page)]
    public async Task Takes_one_cursor_only()
    {
        var made = await CustomersAsync(2);

        var answer = await CurlAsync($"v1/customers?starting_after={made[0]}&ending_before={made[1]}");

        Assert.That((answer.Status, answer.TextAt("error.type")), Is.EqualTo((400, "invalid_request_error")));
    }

    [TestCase(0, 400)]
    [TestCase(1, 200)]
    [TestCase(100, 200)]
    [TestCase(101, 400)]
    [TestCase(-1, 400)]
    [Documented("pages", Page)]
    public async Task Takes_a_limit_from_1_to_100(int limit, int status)
        => Assert.That((await CurlAsync($"v1/refunds?limit={limit}")).Status, Is.EqualTo(status));

    [Test]
    [Documented("pages", "https://docs.stripe.com/error-codes#resource-missing")]
    public async Task Knows_no_place_behind_an_object_that_does_not_exist()
    {
        var answer = await CurlAsync("v1/customers?starting_after=cus_nobody");

        Assert.That((answer.Status, answer.Code, answer.Param), Is.EqualTo((400, "resource_missing", "starting_after")));
    }

    [Test]
    [Documented("pages", "https://docs.stripe.com/api/customers/list#list_customers-created")]
    public async Task Bounds_by_the_time_of_creation()
    {
        var early = await DoneAsync("v1/customers -d name=early");
        await AdvanceAsync("hours=1");
        var late = await DoneAsync("v1/customers -d name=late");
        var (first, second) = (early.NumberAt("created"), late.NumberAt("created"));

        Assert.That((await DoneAsync($"v1/customers -G -d \"created[gt]\"={first}")).Ids, Is.EqualTo([late.Id]));
        Assert.That((await DoneAsync($"v1/customers -G -d \"created[gte]\"={first}")).Ids, Is.EqualTo([late.Id, early.Id]));
        Assert.That((await DoneAsync($"v1/customers -G -d \"created[lt]\"={second}")).Ids, Is.EqualTo([early.Id]));
        Assert.That((await DoneAsync($"v1/customers -G -d \"created[lte]\"={second}")).Ids, Is.EqualTo([late.Id, early.Id]));
        Assert.That((await DoneAsync($"v1/customers -G -d created={first}")).Ids, Is.EqualTo([early.Id]));
    }

    private async Task<IReadOnlyList<string>> CustomersAsync(int count)
    {
        var ids = new List<string>();
        for (var i = 0; i < count; i++)
        {
            ids.Add((await DoneAsync($"v1/customers -d name={i}")).Id);
        }

        return ids;
    }
}
