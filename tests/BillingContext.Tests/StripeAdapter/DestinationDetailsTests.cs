using BillingContext.Payments;

namespace BillingContext.Tests.StripeAdapter;

/// <summary>Where a refund went, for every kind of destination Stripe lists (https://docs.stripe.com/api/refunds/object#refund_object-destination_details).</summary>
internal sealed class DestinationDetailsTests
{
    private static readonly string[] WithReference =
    [
        "blik", "br_bank_transfer", "eu_bank_transfer", "gb_bank_transfer", "jp_bank_transfer", "mx_bank_transfer", "th_bank_transfer",
        "us_bank_transfer", "mb_way", "multibanco", "p24", "paypal", "swish", "klarna", "afterpay_clearpay",
    ];

    private static readonly string[] Empty =
    [
        "affirm", "alipay", "alma", "amazon_pay", "au_bank_transfer", "nz_bank_transfer", "cashapp", "customer_cash_balance", "eps", "giropay",
        "grabpay", "paynow", "pix", "revolut", "scalapay", "sofort", "twint", "wechat_pay", "zip", "of_the_year_2031",
    ];

    [TestCaseSource(nameof(WithReference))]
    public void A_reference_is_kept_with_its_status(string type)
    {
        var available = Of($$$"""{"type":"{{{type}}}","{{{type}}}":{"network_decline_code":null,"reference":"R-1","reference_status":"available"}}""");
        var pending = Of($$$"""{"{{{type}}}":{"reference":null,"reference_status":"pending"},"type":"{{{type}}}"}""");

        Assert.That(available.Reference, Is.EqualTo(new RefundReference(null, "available", "R-1")));
        Assert.That(pending.Reference, Is.EqualTo(new RefundReference(null, "pending", null)));
        Assert.That(available.Kind, Is.EqualTo(RefundKind.Unknown));
    }

    [TestCaseSource(nameof(Empty))]
    public void No_reference_is_none(string type) =>
        Assert.That(Of($$$"""{"type":"{{{type}}}","{{{type}}}":{}}"""), Has.Property(nameof(Refund.Reference)).Null.And.Property(nameof(Refund.Kind)).EqualTo(RefundKind.Unknown));

    [TestCase("refund", RefundKind.Refund)]
    [TestCase("reversal", RefundKind.Reversal)]
    [TestCase("pending", RefundKind.Unknown)]
    public void A_cards_refund_says_whether_the_charge_itself_vanishes(string type, RefundKind kind)
    {
        var refund = Of($$"""{"card":{"reference":"24492150084000625364702","reference_status":"available","reference_type":"acquirer_reference_number","type":"{{type}}"},"type":"card"}""");

        Assert.That(refund.Kind, Is.EqualTo(kind));
        Assert.That(refund.Reference, Is.EqualTo(new RefundReference("acquirer_reference_number", "available", "24492150084000625364702")));
    }

    [Test]
    public void Crypto_has_a_reference_without_a_status() =>
        Assert.That(Of("""{"type":"crypto","crypto":{"reference":"0xabc"}}""").Reference, Is.EqualTo(new RefundReference(null, null, "0xabc")));

    [TestCase("""null""")]
    [TestCase("""{}""")]
    [TestCase("""[]""")]
    [TestCase("\"card\"")]
    [TestCase("""{"type":"reversal"}""")]
    [TestCase("""{"type":"card","card":null}""")]
    [TestCase("""{"type":"card","card":{"deeper":{"type":"reversal","reference":"x","reference_status":"available"}}}""")]
    [TestCase("""{"type":"card","card":{"type":{},"reference":[],"reference_status":7}}""")]
    public void Anything_else_is_no_reference(string details) =>
        Assert.That(Of(details), Has.Property(nameof(Refund.Reference)).Null.And.Property(nameof(Refund.Kind)).EqualTo(RefundKind.Unknown));

    private static Refund Of(string details)
    {
        var refund = Read.Refund($$"""{"destination_details":{{details}},"id":"re_1","amount":1,"created":1,"currency":"usd","status":"succeeded"}""");
        Assert.That(refund.Status, Is.EqualTo(RefundStatus.Succeeded), "What follows the details is read too.");
        return refund;
    }
}
