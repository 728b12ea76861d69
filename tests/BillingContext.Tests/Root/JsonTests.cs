using System.Text.Json;
using BillingContext.Customers;

namespace BillingContext.Tests.Root;

public class JsonTests
{
    [Test]
    public void Ids_currencies_and_money_survive_a_round_trip()
    {
        var written = new Line(new CustomerId("cus_1"), new PaymentId("pi_1"), Money.Of("kwd", 12_340), new MerchantId("acme"), default);

        var json = JsonSerializer.Serialize(written);

        Assert.That(json, Is.EqualTo("""{"Customer":"cus_1","Payment":"pi_1","Amount":{"MinorUnits":12340,"Currency":"KWD"},"Merchant":"acme","Ticket":""}"""));
        Assert.That(JsonSerializer.Deserialize<Line>(json), Is.EqualTo(written));
    }

    [TestCase("""{"Customer":"pi_1"}""")]
    [TestCase("""{"Customer":"../x"}""")]
    [TestCase("""{"Customer":5}""")]
    [TestCase("""{"Amount":{"MinorUnits":1,"Currency":"dollars"}}""")]
    public void What_is_no_id_or_currency_is_not_read_as_one(string json)
    {
        Assert.That(() => JsonSerializer.Deserialize<Line>(json), Throws.InstanceOf<JsonException>());
    }

    [Test]
    public void Names_and_addresses_stay_out_of_json()
    {
        var customer = new Customer { Id = new CustomerId("cus_1"), Email = "buyer@example.com", Name = "Bo Buyer", Phone = "+15550100" };

        var json = JsonSerializer.Serialize(customer) + JsonSerializer.Serialize(CustomerQuery.ForEmail("buyer@example.com"));

        Assert.That(json, Does.Not.Contain("buyer@").And.Not.Contain("Bo Buyer").And.Not.Contain("+1555"));
    }

    private sealed record Line(CustomerId Customer, PaymentId Payment, Money Amount, MerchantId Merchant, TicketReference Ticket);
}
