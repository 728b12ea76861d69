using BillingContext.Testing.Tests.Framework;

namespace BillingContext.Testing.Tests;

/// <summary>The requests are the examples of https://docs.stripe.com/api/subscription_items and of changes of a subscription.</summary>
public sealed class SubscriptionItemTests
{
    private readonly StripeSimulator _stripe = new();
    private Wire _wire = null!;

    [SetUp]
    public void Open() => _wire = new Wire(_stripe);

    [TearDown]
    public void Close() => _wire.Dispose();

    [Test]
    public void Are_billed_together_at_first_and_at_each_renewal()
    {
        var made = Subscribe($"items[0][price]={_wire.Price(1000)}&items[0][quantity]=2&items[1][price]={_wire.Price(300, name: "Seat")}");

        _stripe.Clock().Advance(TimeSpan.FromDays(31));

        var invoices = _wire.Get($"/v1/invoices?subscription={made.Id}");
        Assert.That((made.TextAt("status"), made.NumberAt("items.data.0.quantity"), made.NumberAt("items.data.1.price.unit_amount")), Is.EqualTo(("active", 2L, 300L)), made.Body);
        Assert.That((invoices.NumberAt("data.0.total"), invoices.NumberAt("data.1.total")), Is.EqualTo((2300L, 2300L)));
        Assert.That((invoices.TextAt("data.0.billing_reason"), invoices.TextAt("data.1.billing_reason")), Is.EqualTo(("subscription_cycle", "subscription_create")));
        Assert.That(
            invoices.At("data.0.lines.data").EnumerateArray().Select(line => line.GetProperty("description").GetString()),
            Is.EqualTo(["2 × Gold Plan (at $10.00 / month)", "1 × Seat (at $3.00 / month)"]));
        Assert.That(
            _wire.Get("/v1/payment_intents").At("data").EnumerateArray().Select(intent => intent.GetProperty("description").GetString()),
            Is.EqualTo(["Subscription update", "Subscription creation"]));
    }

    [Test]
    public void Change_without_prorations_and_cost_their_new_sum_from_the_next_renewal()
    {
        var made = Subscribe($"items[0][price]={_wire.Price(1000)}&items[1][price]={_wire.Price(300)}");
        var (first, second) = (made.TextAt("items.data.0.id"), made.TextAt("items.data.1.id"));

        var changed = _wire.Post(
            $"/v1/subscriptions/{made.Id}",
            $"items[0][id]={first}&items[0][quantity]=3&items[1][id]={second}&items[1][deleted]=true&items[2][price]={_wire.Price(50)}" +
            "&metadata[a]=b&proration_behavior=none");
        _stripe.Clock().Advance(TimeSpan.FromDays(31));

        Assert.That(changed.Status, Is.EqualTo(200), changed.Body);
        Assert.That((changed.At("items.data").GetArrayLength(), changed.TextAt("items.data.0.id"), changed.TextAt("metadata.a")), Is.EqualTo((2, first, "b")));
        Assert.That(_wire.Get($"/v1/invoices?subscription={made.Id}").NumberAt("data.0.total"), Is.EqualTo(3050));
        Assert.That(_wire.Get($"/v1/invoices?subscription={made.Id}").Ids, Has.Count.EqualTo(2));
        Assert.That(_wire.Get($"/v1/subscription_items/{second}").Status, Is.EqualTo(404));
        Assert.That(_stripe.EventsOf(made.Id).Take(2), Is.EqualTo(["customer.subscription.created", "customer.subscription.updated"]));
    }

    [Test]
    public void Have_endpoints_of_their_own()
    {
        var made = Subscribe($"items[0][price]={_wire.Price(1000)}");
        var product = _wire.Post("/v1/products", "name=Seat").Id;

        var added = _wire.Post(
            "/v1/subscription_items",
            $"subscription={made.Id}&quantity=2&price_data[currency]=usd&price_data[product]={product}&price_data[unit_amount]=300" +
            "&price_data[recurring][interval]=month&metadata[a]=b&proration_behavior=none");
        var changed = _wire.Post($"/v1/subscription_items/{added.Id}", "quantity=5&proration_behavior=none");
        var read = _wire.Get($"/v1/subscription_items/{added.Id}?expand[]=price.product");
        var listed = _wire.Get($"/v1/subscription_items?subscription={made.Id}");
        var deleted = _wire.Delete($"/v1/subscription_items/{added.Id}?proration_behavior=none");
        var last = _wire.Delete($"/v1/subscription_items/{made.TextAt("items.data.0.id")}?proration_behavior=none");

        Assert.That((added.Status, added.NumberAt("price.unit_amount"), added.TextAt("metadata.a")), Is.EqualTo((200, 300L, "b")), added.Body);
        Assert.That((changed.NumberAt("quantity"), read.NumberAt("quantity"), read.TextAt("price.product.name")), Is.EqualTo((5L, 5L, "Seat")), read.Body);
        Assert.That(listed.Ids, Is.EqualTo([added.Id, made.TextAt("items.data.0.id")]));
        Assert.That((deleted.FlagAt("deleted"), deleted.TextAt("object")), Is.EqualTo((true, "subscription_item")));
        Assert.That((last.Status, last.Param), Is.EqualTo((400, "items")));
        Assert.That(_wire.Get($"/v1/subscriptions/{made.Id}").At("items.data").GetArrayLength(), Is.EqualTo(1));
        Assert.That(_wire.Get("/v1/subscription_items").Code, Is.EqualTo("parameter_missing"));
        Assert.That(_wire.Get($"/v1/prices/{added.TextAt("price.id")}").FlagAt("active"), Is.False);
    }

    [TestCase("items[0][id]={0}&items[0][quantity]=2")]
    [TestCase("items[0][id]={0}&items[0][price]={1}")]
    [TestCase("items[0][price]={1}")]
    [TestCase("items[0][id]={0}&items[0][quantity]=2&proration_behavior=create_prorations")]
    [TestCase("items[0][id]={0}&items[0][quantity]=2&proration_behavior=always_invoice")]
    public void Say_that_prorations_are_not_simulated(string form)
    {
        var made = Subscribe($"items[0][price]={_wire.Price(1000)}");
        var filled = string.Format(System.Globalization.CultureInfo.InvariantCulture, form, made.TextAt("items.data.0.id"), _wire.Price(2000));

        var answer = _wire.Post($"/v1/subscriptions/{made.Id}", filled);

        Assert.That((answer.Status, answer.Param), Is.EqualTo((400, "proration_behavior")), answer.Body);
        Assert.That(answer.Message, Does.Contain("StripeSimulator").And.Contain("proration_behavior=none"));
        Assert.That(_wire.Get($"/v1/subscriptions/{made.Id}").NumberAt("items.data.0.quantity"), Is.EqualTo(1));
    }

    [Test]
    public void Change_freely_where_nothing_would_be_prorated()
    {
        var trial = Subscribe($"items[0][price]={_wire.Price(1000)}&trial_period_days=7");
        var same = Subscribe($"items[0][price]={_wire.Price(1000)}");

        var changed = _wire.Post($"/v1/subscriptions/{trial.Id}", $"items[0][id]={trial.TextAt("items.data.0.id")}&items[0][quantity]=4");
        var unchanged = _wire.Post($"/v1/subscriptions/{same.Id}", $"items[0][id]={same.TextAt("items.data.0.id")}&items[0][quantity]=1");
        _stripe.Clock().Advance(TimeSpan.FromDays(7));

        Assert.That((changed.TextAt("status"), unchanged.Status), Is.EqualTo(("trialing", 200)), changed.Body + unchanged.Body);
        Assert.That(_wire.Get($"/v1/subscriptions/{trial.Id}?expand[]=latest_invoice").NumberAt("latest_invoice.total"), Is.EqualTo(4000));
    }

    [Test]
    public void Begin_a_new_period_when_the_interval_changes_or_free_becomes_paid()
    {
        var monthly = Subscribe($"items[0][price]={_wire.Price(1000)}");
        var free = Subscribe($"items[0][price]={_wire.Price(0)}");
        var yearly = _wire.Price(9000, "&recurring[interval]=year");
        _stripe.Clock().Advance(TimeSpan.FromDays(10));

        var moved = _wire.Post(
            $"/v1/subscriptions/{monthly.Id}",
            $"items[0][id]={monthly.TextAt("items.data.0.id")}&items[0][price]={yearly}&proration_behavior=none&expand[]=latest_invoice");
        var paid = _wire.Post(
            $"/v1/subscription_items/{free.TextAt("items.data.0.id")}", $"price={_wire.Price(500)}");
        _stripe.Clock().Advance(TimeSpan.FromDays(25));

        Assert.That((moved.NumberAt("latest_invoice.total"), moved.TextAt("latest_invoice.billing_reason")), Is.EqualTo((9000L, "subscription_update")), moved.Body);
        Assert.That(moved.NumberAt("items.data.0.current_period_end"), Is.EqualTo(The.Start.AddDays(10).AddYears(1).ToUnixTimeSeconds()));
        Assert.That(paid.Status, Is.EqualTo(200), paid.Body);
        Assert.That(_wire.Get($"/v1/invoices?subscription={monthly.Id}").Ids, Has.Count.EqualTo(2), "The old period's end renews nothing.");
        Assert.That(_wire.Get($"/v1/invoices?subscription={free.Id}").NumberAt("data.0.amount_paid"), Is.EqualTo(500));
    }

    [TestCase("items[0][price]={0}&items[1][price]={1}", "items")]
    [TestCase("items[0][price]={0}&items[1][price]={2}", "items")]
    [TestCase("items[0][price]={0}&items[1][quantity]=2", "items[1][price]")]
    [TestCase("items[0][price]={0}&items[0][metadata][a]=b", "items[0][metadata]")]
    [TestCase("items[0][price]={3}", "items[0][price]")]
    [TestCase("items[0][price_data][currency]=usd&items[0][price_data][product]=p&items[0][price_data][unit_amount]=1", "items[0][price_data][recurring]")]
    public void Are_refused_when_they_do_not_go_together(string form, string param)
    {
        var filled = string.Format(
            System.Globalization.CultureInfo.InvariantCulture,
            form,
            _wire.Price(),
            _wire.Price(9000, "&recurring[interval]=year"),
            _wire.Post("/v1/prices", "currency=eur&unit_amount=100&recurring[interval]=month&product_data[name]=Euro").Id,
            _wire.Price(recurring: ""));

        var answer = _wire.Post("/v1/subscriptions", $"customer={_wire.Customer()}&{filled}");

        Assert.That((answer.Status, answer.Param), Is.EqualTo((400, param)), answer.Body);
    }

    [Test]
    public void Of_a_verb_made_subscription_change_too()
    {
        var started = _stripe.Account.Subscribe(_stripe.Account.AddCustomer(), "price_pro", 4900);
        var item = _wire.Get($"/v1/subscription_items?subscription={started.SubscriptionId}").Ids[0];

        var changed = _wire.Post($"/v1/subscription_items/{item}", "quantity=2&proration_behavior=none");
        var renewal = _stripe.Account.RenewSubscription(started.SubscriptionId);

        Assert.That(changed.TextAt("price.id"), Is.EqualTo("price_pro"));
        Assert.That(_wire.Get($"/v1/invoices/{renewal.InvoiceId}").NumberAt("total"), Is.EqualTo(9800));
    }

    private WireAnswer Subscribe(string form) => _wire.Post("/v1/subscriptions", $"customer={_wire.Customer()}&{form}");
}
