using BillingContext.Payments;
using BillingContext.StripeAdapter;

namespace BillingContext.Tests.StripeAdapter;

/// <summary>What a narrow key may not read is asked for once, left out, and named.</summary>
internal sealed class PermissionTests
{
    private static readonly DataGap NoCharges = new(DataArea.Charges, DataGapReason.PermissionMissing, "rak_charge_read");

    [Test]
    public async Task A_denied_expansion_is_left_out_and_named()
    {
        await using var wire = new Wire();
        wire.Stripe.Answers(403, Some.Denied("rak_charge_read")).Answers(Some.ListOf(Some.PaymentIntent));

        var page = await wire.Adapter.ListPaymentsAsync(The.Scope, The.Customer, 10, default);

        Assert.That(page.Missing, Is.EqualTo(new[] { NoCharges }));
        Assert.That(page.Items.Single(), Has.Property(nameof(Payment.Refunded)).Null.And.Property(nameof(Payment.RefundsComplete)).False.And.Property(nameof(Payment.DisputesComplete)).False);
        Assert.That(Expansions(wire), Is.EqualTo(new[] { "data.latest_charge.refunds", null }));
    }

    [Test]
    public async Task It_is_not_asked_for_again_for_ten_minutes()
    {
        await using var wire = new Wire();
        wire.Stripe.Answers(403, Some.Denied("rak_charge_read")).AlwaysAnswers(Some.EmptyList);

        await List();
        var remembered = await List();
        wire.Time.Advance(TimeSpan.FromMinutes(10) - TimeSpan.FromSeconds(1));
        await List();
        wire.Time.Advance(TimeSpan.FromSeconds(1));
        var granted = await List();

        Assert.That(remembered.Missing, Is.EqualTo(new[] { NoCharges }), "It is named again, though it was not asked for.");
        Assert.That(granted.Missing, Is.Empty);
        Assert.That(Expansions(wire), Is.EqualTo(new[] { "data.latest_charge.refunds", null, null, null, "data.latest_charge.refunds" }));

        Task<StripePage<Payment>> List() => wire.Adapter.ListPaymentsAsync(The.Scope, The.Customer, 10, default);
    }

    [Test]
    public async Task Another_key_asks_for_itself()
    {
        await using var wire = new Wire();
        var other = wire.Merchant("other", The.WriteKey);
        wire.Stripe.Answers(403, Some.Denied("rak_charge_read")).AlwaysAnswers(Some.EmptyList);

        await wire.Adapter.ListPaymentsAsync(The.Scope, The.Customer, 10, default);
        var theirs = await wire.Adapter.ListPaymentsAsync(other, The.Customer, 10, default);

        Assert.That(theirs.Missing, Is.Empty);
        Assert.That(Expansions(wire)[^1], Is.EqualTo("data.latest_charge.refunds"));
    }

    // A platform's key reaches many accounts, and one of them may have left the platform.
    [Test]
    public async Task What_one_account_denies_another_may_allow_the_same_key()
    {
        await using var wire = new Wire();
        var left = wire.Merchant("left", The.ReadKey, The.Account);
        var stays = wire.Merchant("stays", The.ReadKey, new StripeAccountId("acct_2"));
        wire.Stripe.Answers(403, Some.Error("invalid_request_error", "account_invalid")).AlwaysAnswers(Some.Customer);

        Assert.That(async () => await wire.Adapter.GetCustomerAsync(left, The.Customer, default), Throws.InstanceOf<StripeAdapterException>());

        Assert.That(await wire.Adapter.GetCustomerAsync(stays, The.Customer, default), Is.Not.Null);
    }

    [Test]
    public async Task A_denied_read_is_remembered_too()
    {
        await using var wire = new Wire();
        wire.Stripe.Answers(403, Some.Denied("rak_dispute_read")).AlwaysAnswers(Some.EmptyList);

        Assert.That(Disputes, Throws.InstanceOf<StripeAdapterException>().With.Property("Permission").EqualTo("rak_dispute_read"));
        Assert.That(Disputes, Throws.InstanceOf<StripeAdapterException>().With.Property("Permission").EqualTo("rak_dispute_read"));
        Assert.That(wire.Stripe.Requests, Has.Count.EqualTo(1));

        wire.Time.Advance(TimeSpan.FromMinutes(10));
        Assert.That(await Disputes(), Is.Empty);

        async Task<IReadOnlyList<Dispute>> Disputes() => await wire.Adapter.ListDisputesAsync(The.Scope, The.Charge, default);
    }

    [Test]
    public async Task A_key_that_reads_only_charges_reads_payments_from_them()
    {
        await using var wire = new Wire();
        wire.Stripe
            .Answers(403, Some.Denied("rak_payment_intent_read"))
            .Answers(403, Some.Denied("rak_payment_intent_read"))
            .AlwaysAnswers(Some.ListOf(Some.Charge));

        var page = await wire.Adapter.ListPaymentsAsync(The.Scope, The.Customer, 10, default);
        await wire.Adapter.ListPaymentsAsync(The.Scope, The.Customer, 10, default);

        Assert.That(page.Items.Single().Id, Is.EqualTo(The.Payment));
        Assert.That(page.Missing, Is.EqualTo(new[] { new DataGap(DataArea.Payments, DataGapReason.PermissionMissing, "rak_payment_intent_read") }));
        Assert.That(Paths(wire), Is.EqualTo(new[] { "/v1/payment_intents", "/v1/payment_intents", "/v1/charges", "/v1/charges" }));
    }

    [Test]
    public async Task A_payment_is_found_by_its_charges_too()
    {
        await using var wire = new Wire();
        wire.Stripe
            .Answers(403, Some.Denied("rak_payment_intent_read"))
            .Answers(403, Some.Denied("rak_payment_intent_read"))
            .Answers(Some.ListOf(
                """{"id":"ch_2","status":"failed","amount":1999,"currency":"usd","created":2,"payment_intent":"pi_3MtwBwLkdIwHu7ix28a3tqPa"}""",
                Some.Charge));

        var payment = await wire.Adapter.GetPaymentAsync(The.Scope, The.Payment, default);

        Assert.That(payment!.Charge, Is.EqualTo(The.Charge), "The charge that took the money, not the newer one that failed.");
        Assert.That(wire.Stripe.Requests[^1].Query.Select(pair => $"{pair.Key}={pair.Value}"), Is.EqualTo(new[] { "payment_intent=" + The.Payment, "limit=100", "expand[]=data.refunds" }));
    }

    [Test]
    public async Task A_key_that_reads_neither_is_told_so()
    {
        await using var wire = new Wire();
        wire.Stripe.Always(403, Some.Denied("rak_charge_read"));

        Assert.That(
            async () => await wire.Adapter.ListPaymentsAsync(The.Scope, The.Customer, 10, default),
            Throws.InstanceOf<StripeAdapterException>().With.Property("Kind").EqualTo(StripeErrorKind.PermissionMissing));
    }

    [Test]
    public async Task Subscriptions_without_their_invoices_say_so()
    {
        await using var wire = new Wire();
        wire.Stripe.Answers(403, Some.Denied("rak_invoice_read")).Answers(Some.ListOf("""{"id":"sub_1","created":1,"status":"active","latest_invoice":"in_1"}"""));

        var page = await wire.Adapter.ListSubscriptionsAsync(The.Scope, The.Customer, 10, default);

        Assert.That(page.Missing, Is.EqualTo(new[] { new DataGap(DataArea.Invoices, DataGapReason.PermissionMissing, "rak_invoice_read") }));
        Assert.That(page.Items.Single().LatestInvoiceId, Is.EqualTo(new InvoiceId("in_1")));
        Assert.That(page.Items.Single().LatestInvoice, Is.Null);
    }

    [Test]
    public async Task A_failure_of_another_kind_is_not_taken_for_a_denial()
    {
        await using var wire = new Wire(stripe => stripe.MaxRetries = 0);
        wire.Stripe.Answers(500, "").Answers(401, "").AlwaysAnswers(Some.EmptyList);

        Assert.That(List, Throws.InstanceOf<StripeAdapterException>());
        Assert.That(List, Throws.InstanceOf<StripeAdapterException>());
        Assert.That((await List()).Missing, Is.Empty);
        Assert.That(Expansions(wire), Is.All.EqualTo("data.latest_charge.refunds"));

        async Task<StripePage<Payment>> List() => await wire.Adapter.ListPaymentsAsync(The.Scope, The.Customer, 10, default);
    }

    private static string?[] Expansions(Wire wire) =>
        [.. wire.Stripe.Requests.Select(request => request.Query.FirstOrDefault(pair => pair.Key == "expand[]").Value)];

    private static string[] Paths(Wire wire) => [.. wire.Stripe.Requests.Select(request => new Uri(request.Path).AbsolutePath)];
}
