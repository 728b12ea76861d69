using System.Globalization;
using BillingContext.StripeAdapter;

namespace BillingContext.Tests.StripeAdapter;

/// <summary>What may be said of a refund after all its attempts: never "no" while it may have landed.</summary>
internal sealed class RefundOutcomeTests
{
    private const string Approval = """
        {"error":{"type":"invalid_request_error","code":"approval_required","message":"No.","approval_request":
        {"id":"apreq_1","object":"approval_request","action":"create_refund","status":"pending","dashboard_url":"https://dashboard.stripe.com/approvals/apreq_1","expires_at":1793610000}}}
        """;

    // One row is one call: what its attempts met, and what it came to.
    [TestCase("ok", "Done", 1)]
    [TestCase("402", "Refused stripe.refused", 1)]
    [TestCase("400", "Refused stripe.refused", 1)]
    [TestCase("404", "Refused stripe.refused", 1)]
    [TestCase("401", "Refused stripe.key_rejected", 1)]
    [TestCase("403", "Refused stripe.permission_missing", 1)]
    [TestCase("429 429 429 429", "Refused stripe.rate_limited", 4)]
    [TestCase("429 402", "Refused stripe.refused", 2)]
    [TestCase("429 ok", "Done", 2)]
    [TestCase("unreachable unreachable unreachable unreachable", "Refused stripe.not_sent", 4)]
    [TestCase("unreachable 402", "Refused stripe.refused", 2)]
    [TestCase("unreachable 429 unreachable 402", "Refused stripe.refused", 4)]
    [TestCase("500 500 500 500", "Unknown stripe.unavailable", 4)]
    [TestCase("503 503 503 503", "Unknown stripe.unavailable", 4)]
    [TestCase("500 ok", "Done", 2)]
    [TestCase("500 402", "Unknown stripe.refused", 2)]
    [TestCase("500 401", "Unknown stripe.key_rejected", 2)]
    [TestCase("500 unreachable unreachable unreachable", "Unknown stripe.not_sent", 4)]
    [TestCase("unreachable 500 402", "Unknown stripe.refused", 3)]
    [TestCase("reset reset reset reset", "Unknown stripe.unavailable", 4)]
    [TestCase("reset 402", "Unknown stripe.refused", 2)]
    [TestCase("reset ok", "Done", 2)]
    [TestCase("hang 402", "Unknown stripe.refused", 2)]
    [TestCase("hang hang hang", "Unknown stripe.unavailable", 3)]
    [TestCase("409 409 409 409", "Unknown stripe.unavailable", 4)]
    [TestCase("409 402", "Unknown stripe.refused", 2)]
    [TestCase("409 ok", "Done", 2)]
    [TestCase("424", "Unknown stripe.unavailable", 1)]
    [TestCase("302", "Unknown stripe.unavailable", 1)]
    [TestCase("idempotency", "Unknown stripe.unavailable", 1)]
    [TestCase("429 idempotency", "Unknown stripe.unavailable", 2)]
    [TestCase("unreadable unreadable unreadable unreadable", "Unknown stripe.unavailable", 4)]
    [TestCase("unreadable ok", "Done", 2)]
    [TestCase("unreadable 402", "Unknown stripe.refused", 2)]
    [TestCase("half 402", "Unknown stripe.refused", 2)]
    [TestCase("approval", "AwaitingApproval", 1)]
    [TestCase("500 approval", "AwaitingApproval", 2)]
    public async Task Says_of_a_refund_what_is_certain(string attempts, string expected, int sent)
    {
        await using var wire = new Wire();
        foreach (var attempt in attempts.Split(' '))
        {
            _ = attempt switch
            {
                "ok" => wire.Stripe.Answers(Some.Refund),
                "unreachable" => wire.Stripe.Fails(HttpRequestError.ConnectionError),
                "reset" => wire.Stripe.Fails(HttpRequestError.ResponseEnded),
                "hang" => wire.Stripe.Hangs(),
                "half" => wire.Stripe.BreaksOff("""{"id":"re_"""),
                "unreadable" => wire.Stripe.Answers("<html>"),
                "idempotency" => wire.Stripe.Answers(400, Some.Error("idempotency_error")),
                "approval" => wire.Stripe.Answers(403, Approval),
                _ => wire.Stripe.Answers(int.Parse(attempt, CultureInfo.InvariantCulture), Some.Error("api_error")),
            };
        }

        var result = await wire.RefundAsync();

        Assert.That($"{result.Outcome} {result.Error?.Code}".TrimEnd(), Is.EqualTo(expected));
        Assert.That(wire.Stripe.Requests, Has.Count.EqualTo(sent));
    }

    [TestCase(400)]
    [TestCase(402)]
    [TestCase(403)]
    [TestCase(409)]
    public async Task An_approval_is_told_whatever_its_status_and_never_asked_for_twice(int status)
    {
        await using var wire = new Wire();
        wire.Stripe.Answers(status, Approval);

        var result = await wire.RefundAsync();

        Assert.That(result.Outcome, Is.EqualTo(StripeWriteOutcome.AwaitingApproval));
        Assert.That(result.Approval!.Id, Is.EqualTo("apreq_1"));
        Assert.That(result.Approval.DashboardUrl, Is.EqualTo(new Uri("https://dashboard.stripe.com/approvals/apreq_1")));
        Assert.That(result.Approval.ExpiresAt, Is.EqualTo(DateTimeOffset.FromUnixTimeSeconds(1793610000)));
    }

    // The shape of an approval is not settled at Stripe; losing sight of one would call a refund refused that Stripe goes on to make.
    [TestCase("""{"error":{"code":"approval_required"}}""")]
    [TestCase("""{"error":{"code":"approval_required","approval_request":null}}""")]
    [TestCase("""{"error":{"code":"approval_required","approval_request":"apreq_1"}}""")]
    [TestCase("""{"error":{"code":"approval_required","approval_request":{"id":"areq_1","expires_at":"2026-11-09T09:00:00.000Z"}}}""")]
    [TestCase("""{"error":{"code":"approval_required","approval_request":{"id":7,"dashboard_url":{"href":"x"},"expires_at":{}}}}""")]
    [TestCase("""{"error":{"code":"new_code","approval_request":{"id":"areq_1"}}}""")]
    [TestCase("""{"error":{"code":"approval_required","param":["a"],"message":{"text":"x"},"type":4}}""")]
    public async Task An_approval_is_recognised_in_any_shape(string body)
    {
        await using var wire = new Wire();
        wire.Stripe.Answers(400, body);

        Assert.That((await wire.RefundAsync()).Outcome, Is.EqualTo(StripeWriteOutcome.AwaitingApproval));
    }

    [TestCase("""{"error":{"type":"idempotency_error","param":7}}""")]
    [TestCase("""{"error":{"type":"idempotency_error","code":{},"message":[]}}""")]
    public async Task A_reused_key_is_recognised_in_any_shape(string body)
    {
        await using var wire = new Wire();
        wire.Stripe.Answers(400, body);

        Assert.That((await wire.RefundAsync()).Outcome, Is.EqualTo(StripeWriteOutcome.Unknown));
    }

    [TestCase("""{}""")]
    [TestCase("""null""")]
    [TestCase("""[]""")]
    [TestCase("""{"id":"re_1","amount":1999,"created":1}x""")]
    [TestCase("""{"id":null,"amount":1999,"created":1692942318,"currency":"usd"}""")]
    [TestCase("""{"id":"","amount":1999,"created":1692942318,"currency":"usd"}""")]
    [TestCase("""{"id":"pi_1","amount":1999,"created":1692942318,"currency":"usd"}""")]
    [TestCase("""{"id":"re 1/../","amount":1999,"created":1692942318,"currency":"usd"}""")]
    [TestCase("""{"id":"re_1","amount":1e400,"created":1692942318,"currency":"usd"}""")]
    [TestCase("""{"id":"re_1","amount":1999,"created":"yesterday","currency":"usd"}""")]
    [TestCase("""{"id":"re_1","amount":1999,"created":1692942318,"currency":"usd","payment_intent":"sub_1"}""")]
    [TestCase("""{"id":"re_\ud800","amount":1999,"created":1692942318,"currency":"usd"}""")]
    public async Task A_success_that_cannot_be_read_is_unknown_and_no_exception(string body)
    {
        await using var wire = new Wire();
        wire.Stripe.AlwaysAnswers(body);

        var result = await wire.RefundAsync();

        Assert.That(result.Outcome, Is.EqualTo(StripeWriteOutcome.Unknown));
        Assert.That(result.Error!.Code, Is.EqualTo("stripe.unavailable"));
    }

    [Test]
    public async Task What_was_made_is_told()
    {
        await using var wire = new Wire();
        wire.Stripe.Answers(Some.Refund);

        var result = await wire.RefundAsync();

        Assert.That(result.Value!.Id.Value, Is.EqualTo("re_1Nispe2eZvKYlo2Cd31jOCgZ"));
        Assert.That(result.Value.Amount, Is.EqualTo(The.Amount));
        Assert.That(result.Error, Is.Null);
    }
}
