using System.Text;
using BillingContext.Testing;
using BillingContext.Tests.Framework;
using BillingContext.Webhooks;

namespace BillingContext.Tests.Webhooks;

/// <summary>Forged deliveries against the router as it ships: every one is a rejection, and nothing else happens.</summary>
public class ForgeryTests
{
    private const int Mutations = 10_000;
    private Desk desk = null!;
    private byte[] body = null!;
    private string header = null!;

    [SetUp]
    public void SetUp()
    {
        desk = new Desk();
        body = Encoding.UTF8.GetBytes(
            """{"id":"evt_1","object":"event","type":"charge.refunded","livemode":false,"created":1800000000,"data":{"object":{"id":"ch_1","object":"charge","customer":"cus_1","description":" """
            + new string('x', 4_000) + "\"}}}");
        header = WebhookSigner.Sign(body, StripeSimulator.WebhookSecret, desk.Time.GetUtcNow());
    }

    [TearDown]
    public void TearDown() => desk.Dispose();

    [Test]
    public async Task No_body_with_a_flipped_bit_is_taken()
    {
        var statuses = new Dictionary<WebhookRoutingStatus, int>();
        for (var bit = 0; bit < body.Length * 8; bit++)
        {
            var forged = (byte[])body.Clone();
            forged[bit / 8] ^= (byte)(1 << (bit % 8));
            var result = await desk.Router.RouteAsync(new WebhookDelivery(forged, header));
            statuses[result.Status] = statuses.GetValueOrDefault(result.Status) + 1;
        }

        Assert.That(statuses, Is.EqualTo(new Dictionary<WebhookRoutingStatus, int> { [WebhookRoutingStatus.Rejected] = body.Length * 8 }));
        Assert.That(body.Length * 8, Is.GreaterThan(33_000));
        await NothingHappenedUntilTheRealOneComesAsync();
    }

    [Test]
    public async Task No_mutated_header_is_taken_that_says_anything_else()
    {
        var random = new Random(20261129);
        var (time, signature) = (header[2..header.IndexOf(',')], header[(header.IndexOf("v1=", StringComparison.Ordinal) + 3)..]);
        var taken = new List<string>();
        for (var mutation = 0; mutation < Mutations; mutation++)
        {
            var mutated = Mutate(random);
            if ((await desk.Router.RouteAsync(new WebhookDelivery(body, mutated))).Status != WebhookRoutingStatus.Rejected)
            {
                taken.Add(mutated);
            }
        }

        // Some of them only add what is ignored, or take nothing away.
        Assert.That(taken.Where(text => !text.Contains($"t={time}", StringComparison.Ordinal) || !text.Contains($"v1={signature}", StringComparison.Ordinal)), Is.Empty);
        Assert.That(taken, Has.Count.LessThan(Mutations / 10));
    }

    /// <summary>One to three cuts, copies, swaps, other digits or foreign letters.</summary>
    private string Mutate(Random random)
    {
        var text = header;
        for (var times = random.Next(1, 4); times > 0; times--)
        {
            var at = random.Next(text.Length);
            var length = Math.Min(random.Next(1, 12), text.Length - at);
            text = random.Next(7) switch
            {
                0 => text.Remove(at, length),
                1 => text.Insert(at, text.Substring(at, length)),
                2 => text.Insert(at, ((char)random.Next(1, 0x2FFF)).ToString()),
                3 => text.Remove(at, 1).Insert(at, ((char)random.Next(1, 0x250)).ToString()),
                4 => text.Remove(at, 1).Insert(at, "0123456789abcdef"[random.Next(16)].ToString()),
                5 => text.Remove(at, 1).Insert(at, char.IsUpper(text[at]) ? char.ToLowerInvariant(text[at]).ToString() : char.ToUpperInvariant(text[at]).ToString()),
                _ => text[at..] + text[..at],
            };
            text = text.Length == 0 ? "," : text;
        }

        return text == header ? text + "0" : text;
    }

    private async Task NothingHappenedUntilTheRealOneComesAsync()
    {
        Assert.That(await desk.Store.GetChangeSequenceAsync(MerchantId.Default, default), Is.Zero);
        Assert.That(await desk.AuditAsync(), Is.Empty);
        Assert.That((await desk.Router.RouteAsync(new WebhookDelivery(body, header))).Status, Is.EqualTo(WebhookRoutingStatus.Accepted));
    }
}
