using BillingContext.StripeAdapter;
using BillingContext.Webhooks;

namespace BillingContext.Tests.StripeAdapter;

/// <summary>Events as Stripe lists them, and as it should not.</summary>
internal sealed class EventListTests
{
    private const string Refund =
        """
        {"id":"evt_1","object":"event","api_version":"2020-08-27","created":1700000000,"livemode":false,"type":"refund.failed","request":{"id":null},
         "data":{"object":{"id":"re_1","object":"refund","amount":5,"charge":{"id":"ch_1","object":"charge"},"customer":null,"payment_intent":"pi_1",
           "metadata":{"billingcontext_request_id":"r-1","billingcontext_merchant":"shop","note":"x"}},"previous_attributes":{"status":"pending"}}}
        """;

    [Test]
    public async Task An_event_is_its_type_and_ids()
    {
        var @event = (await ListAsync(Refund)).Items.Single();

        Assert.That((@event.Id, @event.Type, @event.ApiVersion), Is.EqualTo(("evt_1", "refund.failed", "2020-08-27")));
        Assert.That(@event.CreatedAt, Is.EqualTo(DateTimeOffset.FromUnixTimeSeconds(1_700_000_000)));
        Assert.That((@event.ObjectType, @event.ObjectId), Is.EqualTo(("refund", "re_1")));
        Assert.That((@event.Charge, @event.Customer, @event.PaymentIntent), Is.EqualTo(("ch_1", (string?)null, "pi_1")));
        Assert.That((@event.RequestId, @event.RequestMerchant), Is.EqualTo(("r-1", "shop")));
    }

    [TestCase("""{"id":"evt_1","type":"charge.refunded"}""", true)]
    [TestCase("""{"id":"evt_1","type":"charge.refunded","data":null,"created":99999999999999}""", true)]
    [TestCase("""{"id":"evt_1","type":"charge.refunded","data":{"object":null}}""", true)]
    [TestCase("""{"id":"evt_1","type":"charge.refunded","data":{"object":{"id":7,"customer":[1],"charge":false,"metadata":"no"}}}""", true)]
    [TestCase("""{"id":"","type":"charge.refunded"}""", false)]
    [TestCase("""{"id":"evt_1","type":null}""", false)]
    public async Task What_is_odd_is_read_as_far_as_it_goes(string json, bool isWhole) =>
        Assert.That((await ListAsync(json)).Items.Single().IsWhole, Is.EqualTo(isWhole));

    [Test]
    public async Task An_id_that_is_too_long_is_none()
    {
        var id = new string('x', 300);

        var events = (await ListAsync($$"""{"id":"evt_1","type":"a","data":{"object":{"id":"{{id}}","customer":"{{id}}"} } }""", $$"""{"id":"{{id}}","type":"a"}""")).Items;

        Assert.That((events[0].ObjectId, events[0].Customer), Is.EqualTo(((string?)null, (string?)null)));
        Assert.That(events[1].IsWhole, Is.False);
    }

    [Test]
    public void An_event_of_the_other_mode_is_no_answer() =>
        Assert.That(() => ListAsync("""{"id":"evt_1","type":"a","livemode":true}"""), Throws.InstanceOf<StripeAdapterException>().With.Message.Contains("live"));

    [Test]
    public async Task A_page_whose_start_is_forgotten_is_not_the_end()
    {
        await using var wire = new Wire();
        wire.Stripe.Answers(400, """{"error":{"type":"invalid_request_error","code":"resource_missing","param":"starting_after"}}""");

        Assert.That(
            async () => await wire.Over(wire.Adapter.ListEventsAsync(The.Scope, DateTimeOffset.UnixEpoch, "evt_gone", default)),
            Throws.InstanceOf<StripeAdapterException>().With.Message.Contains("changed while it was read"));
    }

    [Test]
    public async Task A_page_that_the_next_cannot_start_after_is_no_answer()
    {
        await using var wire = new Wire();
        wire.Stripe.Answers("""{"object":"list","has_more":true,"data":[{"id":"evt_1","type":"a"},{"type":"a"}]}""");

        Assert.That(
            async () => await wire.Over(wire.Adapter.ListEventsAsync(The.Scope, DateTimeOffset.UnixEpoch, null, default)),
            Throws.InstanceOf<StripeAdapterException>());
    }

    private static async Task<StripePage<ReceivedEvent>> ListAsync(params string[] events)
    {
        await using var wire = new Wire();
        wire.Stripe.Answers($$"""{"object":"list","has_more":false,"data":[{{string.Join(',', events)}}]}""");
        return await wire.Over(wire.Adapter.ListEventsAsync(The.Scope, DateTimeOffset.UnixEpoch, null, default));
    }
}
