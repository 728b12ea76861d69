using BillingContext.Testing.Tests.Framework;

namespace BillingContext.Testing.Tests;

public sealed class ApprovalTests
{
    private readonly StripeSimulator _stripe = new();

    [Test]
    public void Asks_for_a_second_person_above_the_threshold()
    {
        _stripe.Account.RequireApprovalAbove(1000);
        var payment = _stripe.Account.Pay(null, 5000);
        using var wire = new Wire(_stripe);

        var small = wire.Post("/v1/refunds", $"charge={payment.ChargeId}&amount=1000");
        var large = wire.Post("/v1/refunds", $"charge={payment.ChargeId}&amount=1001&metadata[request]=r1");

        var approval = large.Error.GetProperty("approval_request");
        Assert.That(small.Status, Is.EqualTo(200));
        Assert.That((large.Status, large.Code), Is.EqualTo((400, "approval_required")));
        Assert.That(approval.GetProperty("object").GetString(), Is.EqualTo("approval_request"));
        Assert.That(approval.GetProperty("status").GetString(), Is.EqualTo("pending"));
        Assert.That(approval.GetProperty("dashboard_url").GetString(), Does.StartWith("https://dashboard.stripe.com/"));
        Assert.That(approval.GetProperty("expires_at").GetInt64(), Is.GreaterThan(The.Start.ToUnixTimeSeconds()));
        Assert.That(_stripe.Account.Refunds, Has.Count.EqualTo(1));
    }

    [Test]
    public void Asks_once_for_the_same_key()
    {
        _stripe.Account.RequireApprovalAbove(1000);
        var payment = _stripe.Account.Pay(null, 5000);
        using var wire = new Wire(_stripe);

        var first = wire.Post("/v1/refunds", $"charge={payment.ChargeId}", "key-1");
        var again = wire.Post("/v1/refunds", $"charge={payment.ChargeId}", "key-1");

        Assert.That(again.Body, Is.EqualTo(first.Body));
        Assert.That(_stripe.Account.Events.Count(e => e.Type == "v2.core.approval_request.created"), Is.EqualTo(1));
    }

    [Test]
    public void Makes_the_refund_itself_once_approved()
    {
        var (approval, payment) = Ask();

        var refund = _stripe.Account.ApproveRefund(approval);

        Assert.That(_stripe.Account.Refunds.Single().Id, Is.EqualTo(refund));
        Assert.That(_stripe.Account.Refunds.Single().Metadata["request"], Is.EqualTo("r1"));
        Assert.That(_stripe.Account.Refunds.Single().Charge, Is.EqualTo(payment.ChargeId));
        Assert.That(
            _stripe.Account.Events.Select(e => e.Type).Where(t => t.StartsWith("v2.", StringComparison.Ordinal)),
            Is.EqualTo(["v2.core.approval_request.created", "v2.core.approval_request.approved", "v2.core.approval_request.succeeded"]));
    }

    [Test]
    public void Fails_when_the_refund_has_become_impossible()
    {
        var (approval, payment) = Ask();
        _stripe.Account.Refund(payment);

        var refund = _stripe.Account.ApproveRefund(approval);

        Assert.That(refund, Is.Null);
        Assert.That(_stripe.Account.Events[^1].Type, Is.EqualTo("v2.core.approval_request.failed"));
    }

    [Test]
    public void Makes_no_refund_once_rejected_or_expired()
    {
        var (rejected, _) = Ask();
        var (expired, _) = Ask();

        _stripe.Account.RejectRefund(rejected);
        _stripe.Clock().Advance(TimeSpan.FromDays(8));

        Assert.That(() => _stripe.Account.ApproveRefund(rejected), Throws.ArgumentException);
        Assert.That(() => _stripe.Account.ApproveRefund(expired), Throws.ArgumentException);
        Assert.That(_stripe.Account.Refunds, Is.Empty);
    }

    private (string Approval, SimulatedPayment Payment) Ask()
    {
        _stripe.Account.RequireApprovalAbove(1000);
        var payment = _stripe.Account.Pay(null, 5000);
        using var wire = new Wire(_stripe);
        var answer = wire.Post("/v1/refunds", $"charge={payment.ChargeId}&metadata[request]=r1");
        return (answer.Error.GetProperty("approval_request").GetProperty("id").GetString()!, payment);
    }
}
