using BillingContext.Audit;
using BillingContext.Customers;
using BillingContext.Testing;
using BillingContext.Tests.Framework;

namespace BillingContext.Tests.Customers;

public class CustomerResolverTests
{
    [Test]
    public async Task A_customer_id_from_the_host_is_verified_without_a_call()
    {
        using var desk = new Desk();

        var resolution = await desk.Resolver.ResolveAsync(CustomerQuery.ForCustomer(new CustomerId("cus_1")));

        Assert.That(resolution.Status, Is.EqualTo(ResolutionStatus.Verified));
        Assert.That(resolution.Customer, Is.EqualTo(new CustomerId("cus_1")));
        Assert.That(desk.Calls, Is.Empty);
    }

    [Test]
    public async Task A_payment_id_from_the_host_reaches_that_payment_only()
    {
        using var desk = new Desk();

        var resolution = await desk.Resolver.ResolveAsync(CustomerQuery.ForPayment(new PaymentId("pi_1")));

        Assert.That(resolution.Status, Is.EqualTo(ResolutionStatus.Verified));
        Assert.That(resolution.Payment, Is.EqualTo(new PaymentId("pi_1")));
        Assert.That(resolution.Customer, Is.Null);
    }

    [TestCase("buyer@example.com", "buyer@example.com")]
    [TestCase("Buyer@Example.com", "buyer@example.com")]
    [TestCase("buyer@example.com", "BUYER@example.COM")]
    [TestCase("buyer@example.com", "  buyer@example.com ")]
    public async Task An_email_finds_its_customer_in_any_case_and_verifies_nobody(string stored, string asked)
    {
        using var desk = new Desk();
        var customer = desk.Stripe.Account.AddCustomer(stored);
        desk.Time.Advance(TimeSpan.FromMinutes(5));

        var resolution = await desk.Resolver.ResolveAsync(CustomerQuery.ForEmail(asked));

        Assert.That(resolution.Status, Is.EqualTo(ResolutionStatus.Unverified));
        Assert.That(resolution.Customer, Is.EqualTo(new CustomerId(customer)));
        Assert.That(desk.Calls, Is.EquivalentTo(new[] { "GET /v1/customers", "GET /v1/customers/search" }));
    }

    [Test]
    public async Task A_customer_made_this_second_is_found_although_search_lags()
    {
        using var desk = new Desk();
        desk.Stripe.Account.AddCustomer("new@example.com");

        var resolution = await desk.Resolver.ResolveAsync(CustomerQuery.ForEmail("new@example.com"));

        Assert.That(resolution.Status, Is.EqualTo(ResolutionStatus.Unverified));
    }

    [TestCase("buyer+shop@example.com")]
    [TestCase("bu.yer@example.com")]
    [TestCase("buyer@example.org")]
    [TestCase("buуer@example.com", Description = "a Cyrillic letter that looks like y")]
    [TestCase("buyer@example.com\" OR email:\"other@example.com")]
    [TestCase("")]
    [TestCase("   ")]
    public async Task An_email_that_only_looks_alike_finds_nobody(string asked)
    {
        using var desk = new Desk();
        desk.Stripe.Account.AddCustomer("buyer@example.com");
        desk.Stripe.Account.AddCustomer("other@example.com");
        desk.Time.Advance(TimeSpan.FromMinutes(5));

        var resolution = await desk.Resolver.ResolveAsync(CustomerQuery.ForEmail(asked));

        Assert.That(resolution.Status, Is.EqualTo(ResolutionStatus.NotFound));
        Assert.That(resolution.Candidates, Is.Empty);
    }

    [Test]
    public async Task Several_customers_with_one_email_are_ambiguous_and_none_is_picked()
    {
        using var desk = new Desk();
        var older = desk.Stripe.Account.AddCustomer("buyer@example.com");
        desk.Time.Advance(TimeSpan.FromMinutes(5));
        var newer = desk.Stripe.Account.AddCustomer("BUYER@example.com");
        desk.Time.Advance(TimeSpan.FromMinutes(5));

        var resolution = await desk.Resolver.ResolveAsync(CustomerQuery.ForEmail("buyer@example.com"));

        Assert.That(resolution.Status, Is.EqualTo(ResolutionStatus.Ambiguous));
        Assert.That(resolution.Customer, Is.Null);
        Assert.That(resolution.Candidates.Select(candidate => candidate.Id.Value), Is.EqualTo(new[] { older, newer }));
    }

    [Test]
    public async Task Where_search_is_not_offered_the_answer_says_that_other_spellings_were_not_looked_up()
    {
        using var desk = new Desk();
        desk.Stripe.Account.AddCustomer("buyer@example.com");
        desk.Stripe.Faults.Add(StripeFault.Status(400, """{"error":{"type":"invalid_request_error","message":"Search is not available."}}""").On("GET", "/v1/customers/search"));

        var resolution = await desk.Resolver.ResolveAsync(CustomerQuery.ForEmail("buyer@example.com"));

        Assert.That(resolution.Status, Is.EqualTo(ResolutionStatus.Unverified));
        Assert.That(resolution.Missing, Is.EqualTo(new[] { new DataGap(DataArea.OtherEmailSpellings, DataGapReason.NotSupported) }));
    }

    [Test]
    public void A_query_without_anything_is_an_error()
    {
        using var desk = new Desk();

        Assert.That(() => desk.Resolver.ResolveAsync(new CustomerQuery()), Throws.ArgumentException);
    }

    [Test]
    public void A_merchant_the_host_does_not_know_is_an_error_that_names_the_fix()
    {
        using var desk = new Desk();

        Assert.That(
            () => desk.Resolver.ResolveAsync(CustomerQuery.ForCustomer(new CustomerId("cus_1"), new MerchantId("nobody"))),
            Throws.InstanceOf<BillingException>().With.Property(nameof(BillingException.Code)).EqualTo("merchant.unknown").And.Message.Contains("IMerchantCredentialsProvider"));
    }

    [Test]
    public async Task A_person_confirms_a_candidate_and_that_is_on_record()
    {
        using var desk = new Desk();
        var customer = new CustomerId(desk.Stripe.Account.AddCustomer("buyer@example.com"));
        var unverified = await desk.Resolver.ResolveAsync(CustomerQuery.ForEmail("buyer@example.com") with { Ticket = new TicketReference("T-1") });

        var confirmed = await desk.Resolver.ConfirmAsync(unverified, customer, Actor.Person("agent-7"), "read out the last four digits\r\nforged line");

        Assert.That(confirmed.Status, Is.EqualTo(ResolutionStatus.Confirmed));
        Assert.That(confirmed.ConfirmedBy, Is.EqualTo(Actor.Person("agent-7")));
        var entry = (await desk.AuditAsync()).Single();
        Assert.That(entry, Has.Property(nameof(entry.Action)).EqualTo(AuditActions.CustomerConfirmed).And.Property(nameof(entry.Ticket)).EqualTo(new TicketReference("T-1")));
        Assert.That(entry.Note, Is.EqualTo("read out the last four digits��forged line"));
    }

    [Test]
    public async Task Neither_an_assistant_nor_a_stranger_to_the_candidates_can_be_confirmed()
    {
        using var desk = new Desk();
        var customer = new CustomerId(desk.Stripe.Account.AddCustomer("buyer@example.com"));
        var unverified = await desk.Resolver.ResolveAsync(CustomerQuery.ForEmail("buyer@example.com"));

        Assert.That(() => desk.Resolver.ConfirmAsync(unverified, customer, Actor.Assistant("bot"), "it said so"), Throws.ArgumentException);
        Assert.That(() => desk.Resolver.ConfirmAsync(unverified, new CustomerId("cus_other"), Actor.Person("agent-7"), "checked"), Throws.ArgumentException);
        Assert.That(() => desk.Resolver.ConfirmAsync(unverified, customer, Actor.Person("agent-7"), " "), Throws.ArgumentException);
        Assert.That(await desk.AuditAsync(), Is.Empty);
    }

    [TestCase("""{"integrations":{"stripe":{"customerId":"cus_42"}}}""", "cus_42")]
    [TestCase("""{"integrations":{"stripe":{"customerId":"cus_42","more":[1]},"other":{}},"x":null}""", "cus_42")]
    [TestCase("""{"integrations":{"stripe":{"customerId":"pi_42"}}}""", null)]
    [TestCase("""{"integrations":{"stripe":{"customerId":"cus_42/../x"}}}""", null)]
    [TestCase("""{"integrations":{"stripe":{"customerId":42}}}""", null)]
    [TestCase("""{"integrations":{"stripe":"cus_42"}}""", null)]
    [TestCase("""{"customerId":"cus_42"}""", null)]
    [TestCase("""[]""", null)]
    [TestCase("""{"integrations":""", null)]
    [TestCase("", null)]
    [TestCase(null, null)]
    public void Custom_data_gives_its_customer_id_or_nothing(string? json, string? expected)
    {
        Assert.That(StripeCustomData.ReadCustomerId(json)?.Value, Is.EqualTo(expected));
    }
}
