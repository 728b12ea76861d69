using BillingContext.Testing.Tests.Framework;

namespace BillingContext.Testing.Tests;

/// <summary>The requests are the examples of https://docs.stripe.com/api/products and prices.</summary>
public sealed class ProductTests
{
    private readonly StripeSimulator _stripe = new();
    private Wire _wire = null!;

    [SetUp]
    public void Open() => _wire = new Wire(_stripe);

    [TearDown]
    public void Close() => _wire.Dispose();

    [Test]
    public void Is_deleted_unless_it_has_prices()
    {
        var bare = _wire.Post("/v1/products", "name=Mug").Id;
        var sold = _wire.Get($"/v1/prices/{_wire.Price()}").TextAt("product");

        var deleted = _wire.Delete($"/v1/products/{bare}");
        var refused = _wire.Delete($"/v1/products/{sold}");

        Assert.That((deleted.FlagAt("deleted"), deleted.TextAt("object"), deleted.Id), Is.EqualTo((true, "product", bare)));
        Assert.That((_wire.Get($"/v1/products/{bare}").Status, _wire.Delete($"/v1/products/{bare}").Status), Is.EqualTo((404, 404)));
        Assert.That((refused.Status, _wire.Get("/v1/products").Ids.Single()), Is.EqualTo((400, sold)));
        Assert.That(_stripe.EventsOf(bare), Is.EqualTo(["product.created", "product.deleted"]));
    }

    [Test]
    public void Has_prices_that_are_archived_and_listed()
    {
        var (monthly, once) = (_wire.Price(), _wire.Price(recurring: ""));

        var archived = _wire.Post($"/v1/prices/{once}", "active=false&nickname=old&metadata[a]=b");

        Assert.That((archived.FlagAt("active"), archived.TextAt("nickname"), archived.TextAt("metadata.a")), Is.EqualTo((false, "old", "b")));
        Assert.That(_wire.Get("/v1/prices?type=recurring").Ids, Is.EqualTo([monthly]));
        Assert.That(_wire.Get("/v1/prices?active=false&currency=usd").Ids, Is.EqualTo([once]));
        Assert.That(_wire.Get("/v1/prices?currency=eur").Ids, Is.Empty);
        Assert.That(_wire.Post($"/v1/prices/{once}", "lookup_key=x").Message, Does.Contain("StripeSimulator"));
        Assert.That(_stripe.EventsOf(once), Is.EqualTo(["price.created", "price.updated"]));
    }
}
