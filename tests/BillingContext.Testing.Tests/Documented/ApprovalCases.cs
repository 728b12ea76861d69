namespace BillingContext.Testing.Tests.Documented;

public sealed class ApprovalCases : DocumentedCases
{
    private const string Page = "https://docs.stripe.com/account/approvals";

    [Test]
    [Documented("approvals", Page)]
    public async Task Lets_a_second_person_decide()
    {
        Dashboard.Account.RequireApprovalAbove(1000);
        var paid = await PayAsync(5000);

        var small = await DoneAsync($"v1/refunds -d payment_intent={paid.Id} -d amount=1000");
        var large = await CurlAsync($"v1/refunds -d payment_intent={paid.Id} -d amount=1001");
        var before = await DoneAsync("v1/refunds");
        Dashboard.Account.ApproveRefund(large.TextAt("error.approval_request.id")!);
        var after = await DoneAsync("v1/refunds");

        Assert.That((large.Status, large.Code), Is.EqualTo((400, "approval_required")));
        Assert.That(before.Ids, Is.EqualTo([small.Id]));
        Assert.That((after.Ids.Count, after.NumberAt("data.0.amount")), Is.EqualTo((2, 1001)));
    }

    [Test]
    [Documented("approvals", Page)]
    public async Task Refunds_nothing_where_the_second_person_says_no()
    {
        Dashboard.Account.RequireApprovalAbove(1000);
        var paid = await PayAsync(5000);
        var asked = await CurlAsync($"v1/refunds -d payment_intent={paid.Id}");

        Dashboard.Account.RejectRefund(asked.TextAt("error.approval_request.id")!);

        Assert.That((await DoneAsync("v1/refunds")).Ids, Is.Empty);
    }
}
