using BillingContext.Audit;
using BillingContext.Storage;
using BillingContext.Storage.Internal;

namespace BillingContext.Tests.Storage;

[TestFixture]
internal sealed class InMemoryBillingStoreTests : BillingStoreContract
{
    protected override ValueTask<IBillingStore> CreateAsync(AuditChain chain) => new(new InMemoryBillingStore(chain));

    [Test]
    public async Task Old_changes_go_and_the_first_that_is_left_tells()
    {
        const int Written = 45_000;
        var store = new InMemoryBillingStore(new AuditChain());
        for (var i = 0; i < Written; i++)
        {
            await store.CommitAsync(new StoreBatch { Change = Some.Change() }, default);
        }

        var kept = await store.ReadChangesAsync(Some.Scope().Merchant, 0, Written, default);

        Assert.That(kept, Has.Count.InRange(10_000, 20_000));
        Assert.That(kept[0].Sequence, Is.EqualTo(Written - kept.Count + 1).And.GreaterThan(1));
        Assert.That(kept.Select((change, at) => change.Sequence - at), Is.All.EqualTo(kept[0].Sequence));
        Assert.That(await store.GetChangeSequenceAsync(Some.Scope().Merchant, default), Is.EqualTo(Written));
    }

    [Test]
    public async Task The_audit_log_is_kept_whole()
    {
        const int Written = 30_000;
        var store = new InMemoryBillingStore(new AuditChain());
        for (var i = 0; i < Written; i++)
        {
            await store.CommitAsync(new StoreBatch { Audit = [Some.Line()] }, default);
        }

        Assert.That((await store.ReadAuditAsync(Some.Scope().Merchant, 0, 1, default)).Single().Sequence, Is.EqualTo(1));
    }

    [Test]
    public async Task Old_receipts_go()
    {
        var store = new InMemoryBillingStore(new AuditChain());
        await store.CommitAsync(new StoreBatch { Receipt = Some.Receipt() }, default);
        await store.CommitAsync(new StoreBatch { Receipt = Some.Receipt("evt_2", receivedAt: Some.Now.AddDays(40)) }, default);

        Assert.That(await store.GetWebhookReceiptAsync(Some.Scope(), "evt_1", default), Is.Null);
        Assert.That(await store.CommitAsync(new StoreBatch { Receipt = Some.Receipt() }, default), Is.EqualTo(StoreCommit.Applied));
    }
}
