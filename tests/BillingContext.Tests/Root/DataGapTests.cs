namespace BillingContext.Tests.Root;

internal sealed class DataGapTests
{
    [Test]
    public void Every_gap_is_a_sentence([Values] DataArea area, [Values] DataGapReason reason)
    {
        var sentence = new DataGap(area, reason).Describe();

        Assert.That(sentence, Does.EndWith(".").And.Not.Contain("null").And.Not.Contain("  "));
    }

    [Test]
    public void A_missing_permission_is_named_where_Stripe_named_it()
    {
        Assert.That(
            new DataGap(DataArea.Disputes, DataGapReason.PermissionMissing, "rak_dispute_read").Describe(),
            Is.EqualTo("Disputes could not be read: the Stripe key lacks rak_dispute_read."));
        Assert.That(new DataGap(DataArea.Charges, DataGapReason.PermissionMissing).Describe(), Is.EqualTo("Card details and refunds could not be read: the Stripe key lacks a permission."));
    }
}
