using System.Net;
using HelpdeskWeb.Tests.Framework;

namespace HelpdeskWeb.Tests;

/// <summary>Who may say yes does not hang on which buttons a page shows.</summary>
internal sealed class ApprovalTests : HttpTest
{
    [Test]
    public async Task Nobody_approves_their_own_request_by_sending_the_form_themselves()
    {
        var waiting = await AskAsync();

        var page = await AnswerAsync(waiting, version: 1);

        Assert.That(page, Does.Contain("Nobody approves what they asked for themselves.").And.Contain(": needs approval"));
        Assert.That(Stripe.Account.Refunds, Has.Count.EqualTo(1), "the seed's");
    }

    [Test]
    public async Task An_agent_does_not_approve_what_a_lead_asked_for()
    {
        await Visitor.BecomeAsync("lee");
        var waiting = await AskAsync();
        await Visitor.BecomeAsync("ava");

        var page = await AnswerAsync(waiting, version: 1);

        Assert.That(page, Does.Contain("This person may not approve this.").And.Contain(": needs approval"));
        Assert.That(Stripe.Account.Refunds, Has.Count.EqualTo(1), "the seed's");
    }

    [TestCase(1, 2)]
    [TestCase(99, 1)]
    public async Task A_lead_approves_what_they_saw(int version, int refunds)
    {
        var waiting = await AskAsync();
        await Visitor.BecomeAsync("lee");

        await AnswerAsync(waiting, version);

        Assert.That(Stripe.Account.Refunds, Has.Count.EqualTo(refunds));
    }

    [Test]
    public async Task An_answer_that_says_neither_yes_nor_no_is_none()
    {
        var waiting = await AskAsync();
        await Visitor.BecomeAsync("lee");
        var form = await Visitor.FormAsync("/conversations/T-1001");

        using var response = await Visitor.PostAsync("/conversations/T-1001?handler=Answer", new Dictionary<string, string>(form) { ["requestId"] = waiting, ["version"] = "1" });

        Assert.That(response.StatusCode, Is.EqualTo(HttpStatusCode.BadRequest));
        Assert.That(await Visitor.ReadAsync("/conversations/T-1001"), Does.Contain("Waiting for approval"));
    }

    /// <summary>Asks for the chandelier, and gives the request's id.</summary>
    private async Task<string> AskAsync()
    {
        var path = await Visitor.RefundPathAsync("T-1001", "Chandelier");
        var form = await Visitor.FormAsync(path + "?amount=480.00");
        using var response = await Visitor.PostAsync(path, form);
        return form["requestId"];
    }

    private async Task<string> AnswerAsync(string requestId, int version)
    {
        var form = await Visitor.FormAsync("/conversations/T-1001");
        form = new Dictionary<string, string>(form) { ["requestId"] = requestId, ["version"] = $"{version}", ["approve"] = "true" };
        using var response = await Visitor.PostAsync("/conversations/T-1001?handler=Answer", form);
        Assert.That(response.StatusCode, Is.EqualTo(HttpStatusCode.Redirect));
        return WebUtility.HtmlDecode(await Visitor.ReadAsync("/conversations/T-1001"));
    }
}
