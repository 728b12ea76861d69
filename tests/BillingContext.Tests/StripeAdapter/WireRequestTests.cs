using System.Reflection;
using BillingContext.Refunds;
using BillingContext.StripeAdapter;

namespace BillingContext.Tests.StripeAdapter;

/// <summary>What leaves for Stripe, request by request, in full: nothing else is sent.</summary>
internal sealed class WireRequestTests
{
    private const string Canceled = """{"id":"sub_1","object":"subscription","status":"canceled","livemode":false,"created":1700000000}""";

    [Test, Property("Wire", nameof(IStripeAdapter.GetCustomerAsync))]
    public Task A_customer() => Sends(
        Some.Customer,
        stripe => stripe.GetCustomerAsync(The.Scope, The.Customer, default),
        """
        GET https://api.stripe.com/v1/customers/cus_NffrFeUfNV2Hib
          Authorization: Bearer rk_test_…R3AD
          Stripe-Version: 2026-07-29.dahlia

        """);

    [Test, Property("Wire", nameof(IStripeAdapter.ListCustomersByEmailAsync))]
    public Task Customers_by_their_exact_e_mail() => Sends(
        Some.EmptyList,
        stripe => stripe.ListCustomersByEmailAsync(The.Scope, "Bo+1@example.com", default),
        """
        GET https://api.stripe.com/v1/customers
          ? email = Bo+1@example.com
          ? limit = 100
          Authorization: Bearer rk_test_…R3AD
          Stripe-Version: 2026-07-29.dahlia

        """);

    [Test, Property("Wire", nameof(IStripeAdapter.SearchCustomersByEmailAsync))]
    public Task Customers_by_their_e_mail_in_any_case() => Sends(
        Some.EmptyList,
        stripe => stripe.SearchCustomersByEmailAsync(The.Scope, "bo@example.com", default),
        """
        GET https://api.stripe.com/v1/customers/search
          ? query = email:"bo@example.com"
          ? limit = 100
          Authorization: Bearer rk_test_…R3AD
          Stripe-Version: 2026-07-29.dahlia

        """);

    [Test, Property("Wire", nameof(IStripeAdapter.SearchPaymentsAsync))]
    public Task Payments_of_an_order() => Sends(
        Some.EmptyList,
        stripe => stripe.SearchPaymentsAsync(The.Scope, The.Customer, "order_id", "10\"42", default),
        """
        GET https://api.stripe.com/v1/payment_intents/search
          ? query = customer:"cus_NffrFeUfNV2Hib" AND metadata["order_id"]:"10\"42"
          ? limit = 100
          ? expand[] = data.latest_charge.refunds
          Authorization: Bearer rk_test_…R3AD
          Stripe-Version: 2026-07-29.dahlia

        """);

    [Test, Property("Wire", nameof(IStripeAdapter.ListPaymentsAsync))]
    public Task Payments_with_charges_and_refunds() => Sends(
        Some.EmptyList,
        stripe => stripe.ListPaymentsAsync(The.Scope, The.Customer, 10, default),
        """
        GET https://api.stripe.com/v1/payment_intents
          ? customer = cus_NffrFeUfNV2Hib
          ? limit = 10
          ? expand[] = data.latest_charge.refunds
          Authorization: Bearer rk_test_…R3AD
          Stripe-Version: 2026-07-29.dahlia

        """);

    [Test, Property("Wire", nameof(IStripeAdapter.ListAttemptsAsync))]
    public Task All_attempts() => Sends(
        Some.EmptyList,
        stripe => stripe.ListAttemptsAsync(The.Scope, The.Customer, 100, default),
        """
        GET https://api.stripe.com/v1/charges
          ? customer = cus_NffrFeUfNV2Hib
          ? limit = 100
          Authorization: Bearer rk_test_…R3AD
          Stripe-Version: 2026-07-29.dahlia

        """);

    [Test, Property("Wire", nameof(IStripeAdapter.ListSubscriptionsAsync))]
    public Task Subscriptions_the_ended_ones_too() => Sends(
        Some.EmptyList,
        stripe => stripe.ListSubscriptionsAsync(The.Scope, The.Customer, 20, default),
        """
        GET https://api.stripe.com/v1/subscriptions
          ? customer = cus_NffrFeUfNV2Hib
          ? limit = 20
          ? status = all
          ? expand[] = data.latest_invoice.payments
          Authorization: Bearer rk_test_…R3AD
          Stripe-Version: 2026-07-29.dahlia

        """);

    [Test, Property("Wire", nameof(IStripeAdapter.ListInvoicesAsync))]
    public Task Invoices_with_their_payments() => Sends(
        Some.EmptyList,
        stripe => stripe.ListInvoicesAsync(The.Scope, The.Customer, 20, default),
        """
        GET https://api.stripe.com/v1/invoices
          ? customer = cus_NffrFeUfNV2Hib
          ? limit = 20
          ? expand[] = data.payments
          Authorization: Bearer rk_test_…R3AD
          Stripe-Version: 2026-07-29.dahlia

        """);

    [Test, Property("Wire", nameof(IStripeAdapter.GetPaymentAsync))]
    public Task A_payment_by_its_intent() => Sends(
        Some.PaymentIntent,
        stripe => stripe.GetPaymentAsync(The.Scope, The.Payment, default),
        """
        GET https://api.stripe.com/v1/payment_intents/pi_3MtwBwLkdIwHu7ix28a3tqPa
          ? expand[] = latest_charge.refunds
          Authorization: Bearer rk_test_…R3AD
          Stripe-Version: 2026-07-29.dahlia

        """);

    [Test, Property("Wire", nameof(IStripeAdapter.GetPaymentAsync))]
    public Task A_payment_by_its_charge() => Sends(
        Some.Charge,
        stripe => stripe.GetPaymentAsync(The.Scope, new PaymentId(The.Charge.Value), default),
        """
        GET https://api.stripe.com/v1/charges/ch_3MmlLrLkdIwHu7ix0snN0B15
          ? expand[] = refunds
          Authorization: Bearer rk_test_…R3AD
          Stripe-Version: 2026-07-29.dahlia

        """);

    [Test, Property("Wire", nameof(IStripeAdapter.ListRefundsAsync))]
    public async Task All_refunds_page_by_page()
    {
        await using var wire = new Wire();
        wire.Stripe.Answers(Some.PageOf(Some.Refund)).Answers(Some.EmptyList);

        await wire.Adapter.ListRefundsAsync(The.Scope, The.Payment, default);

        Assert.That(wire.Sent, Is.EqualTo("""
            GET https://api.stripe.com/v1/refunds
              ? payment_intent = pi_3MtwBwLkdIwHu7ix28a3tqPa
              ? limit = 100
              Authorization: Bearer rk_test_…R3AD
              Stripe-Version: 2026-07-29.dahlia

            GET https://api.stripe.com/v1/refunds
              ? payment_intent = pi_3MtwBwLkdIwHu7ix28a3tqPa
              ? limit = 100
              ? starting_after = re_1Nispe2eZvKYlo2Cd31jOCgZ
              Authorization: Bearer rk_test_…R3AD
              Stripe-Version: 2026-07-29.dahlia

            """));
    }

    [Test, Property("Wire", nameof(IStripeAdapter.ListRefundsAsync))]
    public Task Refunds_of_a_payment_that_has_only_a_charge() => Sends(
        Some.EmptyList,
        stripe => stripe.ListRefundsAsync(The.Scope, new PaymentId(The.Charge.Value), default),
        """
        GET https://api.stripe.com/v1/refunds
          ? charge = ch_3MmlLrLkdIwHu7ix0snN0B15
          ? limit = 100
          Authorization: Bearer rk_test_…R3AD
          Stripe-Version: 2026-07-29.dahlia

        """);

    [Test, Property("Wire", nameof(IStripeAdapter.ListDisputesAsync))]
    public Task Disputes_of_a_charge() => Sends(
        Some.EmptyList,
        stripe => stripe.ListDisputesAsync(The.Scope, The.Charge, default),
        """
        GET https://api.stripe.com/v1/disputes
          ? charge = ch_3MmlLrLkdIwHu7ix0snN0B15
          ? limit = 100
          Authorization: Bearer rk_test_…R3AD
          Stripe-Version: 2026-07-29.dahlia

        """);

    [Test, Property("Wire", nameof(IStripeAdapter.ListFraudWarningsAsync))]
    public Task Early_fraud_warnings_of_a_charge() => Sends(
        Some.EmptyList,
        stripe => stripe.ListFraudWarningsAsync(The.Scope, The.Charge, default),
        """
        GET https://api.stripe.com/v1/radar/early_fraud_warnings
          ? charge = ch_3MmlLrLkdIwHu7ix0snN0B15
          ? limit = 100
          Authorization: Bearer rk_test_…R3AD
          Stripe-Version: 2026-07-29.dahlia

        """);

    [Test, Property("Wire", nameof(IStripeAdapter.GetSubscriptionAsync))]
    public Task A_subscription_with_its_latest_invoice() => Sends(
        """{"id":"sub_1","object":"subscription","created":1}""",
        stripe => stripe.GetSubscriptionAsync(The.Scope, new SubscriptionId("sub_1MowQVLkdIwHu7ixeRlqHVzs"), default),
        """
        GET https://api.stripe.com/v1/subscriptions/sub_1MowQVLkdIwHu7ixeRlqHVzs
          ? expand[] = latest_invoice.payments
          Authorization: Bearer rk_test_…R3AD
          Stripe-Version: 2026-07-29.dahlia

        """);

    [Test, Property("Wire", nameof(IStripeAdapter.GetInvoiceAsync))]
    public Task An_invoice_with_its_payments() => Sends(
        """{"id":"in_1","object":"invoice"}""",
        stripe => stripe.GetInvoiceAsync(The.Scope, new InvoiceId("in_1MtHbELkdIwHu7ixl4OzzPMv"), default),
        """
        GET https://api.stripe.com/v1/invoices/in_1MtHbELkdIwHu7ixl4OzzPMv
          ? expand[] = payments
          Authorization: Bearer rk_test_…R3AD
          Stripe-Version: 2026-07-29.dahlia

        """);

    [Test, Property("Wire", nameof(IStripeAdapter.ListEventsAsync))]
    public Task Events_since_an_instant() => Sends(
        Some.EmptyList,
        stripe => stripe.ListEventsAsync(The.Scope, DateTimeOffset.FromUnixTimeSeconds(1_700_000_000), "evt_1", default),
        """
        GET https://api.stripe.com/v1/events
          ? created[gte] = 1700000000
          ? limit = 100
          ? starting_after = evt_1
          Authorization: Bearer rk_test_…R3AD
          Stripe-Version: 2026-07-29.dahlia

        """);

    [Test, Property("Wire", nameof(IStripeAdapter.CreateRefundAsync))]
    public Task A_refund_with_the_write_key() => Sends(
        Some.Refund,
        stripe => stripe.CreateRefundAsync(The.Scope, Some.NewRefund(), The.IdempotencyKey, The.SendBefore, default),
        """
        POST https://api.stripe.com/v1/refunds
          Authorization: Bearer rk_test_…WR1T
          Content-Type: application/x-www-form-urlencoded
          Idempotency-Key: bc-refund-0123456789abcdef
          Stripe-Version: 2026-07-29.dahlia
          payment_intent = pi_3MtwBwLkdIwHu7ix28a3tqPa
          amount = 1999
          reason = requested_by_customer
          metadata[billingcontext_request_id] = ticket-7.1
          metadata[billingcontext_merchant] = default

        """);

    [Test, Property("Wire", nameof(IStripeAdapter.CreateRefundAsync))]
    public Task A_refund_of_a_destination_charge_whose_transfer_and_fee_go_back() => Sends(
        Some.Refund,
        stripe => stripe.CreateRefundAsync(
            The.Scope,
            Some.NewRefund() with { Payment = new PaymentId(The.Charge.Value), Reason = RefundReason.Duplicate, Connect = DestinationChargeRefunds.ReverseTransferAndRefundFee, Metadata = [] },
            The.IdempotencyKey,
            The.SendBefore,
            default),
        """
        POST https://api.stripe.com/v1/refunds
          Authorization: Bearer rk_test_…WR1T
          Content-Type: application/x-www-form-urlencoded
          Idempotency-Key: bc-refund-0123456789abcdef
          Stripe-Version: 2026-07-29.dahlia
          charge = ch_3MmlLrLkdIwHu7ix0snN0B15
          amount = 1999
          reason = duplicate
          reverse_transfer = true
          refund_application_fee = true

        """);

    [Test]
    [Property("Wire", nameof(IStripeAdapter.CancelSubscriptionAsync))]
    public Task Ends_a_subscription_now_without_a_key_and_without_proration() => Sends(
        Canceled,
        adapter => adapter.CancelSubscriptionAsync(The.Scope, new SubscriptionId("sub_1"), invoiceNow: true, The.SendBefore, default),
        """
        DELETE https://api.stripe.com/v1/subscriptions/sub_1
          ? invoice_now = true
          ? prorate = false
          Authorization: Bearer rk_test_…WR1T
          Stripe-Version: 2026-07-29.dahlia

        """);

    [TestCase(true, "true")]
    [TestCase(false, "false")]
    [Property("Wire", nameof(IStripeAdapter.SetCancelAtPeriodEndAsync))]
    public Task Lets_a_subscription_end_with_its_period_or_go_on(bool ends, string sent) => Sends(
        Canceled,
        adapter => adapter.SetCancelAtPeriodEndAsync(The.Scope, new SubscriptionId("sub_1"), ends, The.IdempotencyKey, The.SendBefore, default),
        $"""
        POST https://api.stripe.com/v1/subscriptions/sub_1
          Authorization: Bearer rk_test_…WR1T
          Content-Type: application/x-www-form-urlencoded
          Idempotency-Key: bc-refund-0123456789abcdef
          Stripe-Version: 2026-07-29.dahlia
          cancel_at_period_end = {sent}

        """);

    [Test]
    public async Task An_empty_subscription_id_reaches_nothing()
    {
        await using var wire = new Wire();

        Assert.That(() => wire.Adapter.CancelSubscriptionAsync(The.Scope, default, false, The.SendBefore, default), Throws.ArgumentException);
        Assert.That(() => wire.Adapter.SetCancelAtPeriodEndAsync(The.Scope, default, true, The.IdempotencyKey, The.SendBefore, default), Throws.ArgumentException);
        Assert.That(wire.Stripe.Requests, Is.Empty);
    }

    [Test]
    public async Task A_connected_account_is_named_in_a_header_of_reads_and_writes()
    {
        await using var wire = new Wire();
        var scope = wire.Merchant("acme", The.WriteKey, The.Account);
        wire.Stripe.Answers(Some.Customer).Answers(Some.Refund);

        await wire.Adapter.GetCustomerAsync(scope, The.Customer, default);
        await wire.Adapter.CreateRefundAsync(scope, Some.NewRefund() with { Metadata = [] }, The.IdempotencyKey, The.SendBefore, default);

        Assert.That(wire.Sent, Is.EqualTo("""
            GET https://api.stripe.com/v1/customers/cus_NffrFeUfNV2Hib
              Authorization: Bearer rk_test_…WR1T
              Stripe-Account: acct_1032D82eZvKYlo2C
              Stripe-Version: 2026-07-29.dahlia

            POST https://api.stripe.com/v1/refunds
              Authorization: Bearer rk_test_…WR1T
              Content-Type: application/x-www-form-urlencoded
              Idempotency-Key: bc-refund-0123456789abcdef
              Stripe-Account: acct_1032D82eZvKYlo2C
              Stripe-Version: 2026-07-29.dahlia
              payment_intent = pi_3MtwBwLkdIwHu7ix28a3tqPa
              amount = 1999
              reason = requested_by_customer

            """));
    }

    [Test]
    public async Task The_same_refund_always_has_the_same_bytes()
    {
        await using var wire = new Wire();
        wire.Stripe.AlwaysAnswers(Some.Refund);

        await wire.RefundAsync();
        await wire.RefundAsync();

        Assert.That(wire.Stripe.Requests[1].Body, Is.EqualTo(wire.Stripe.Requests[0].Body));
        Assert.That(wire.Stripe.Requests[0].Body, Is.EqualTo(
            "payment_intent=pi_3MtwBwLkdIwHu7ix28a3tqPa&amount=1999&reason=requested_by_customer"
            + "&metadata[billingcontext_request_id]=ticket-7.1&metadata[billingcontext_merchant]=default"));
    }

    [Test]
    public void Every_method_of_the_port_has_its_request_here()
    {
        var described = typeof(WireRequestTests).GetMethods()
            .SelectMany(method => method.GetCustomAttributes<PropertyAttribute>())
            .SelectMany(property => property.Properties["Wire"].Cast<string>());

        Assert.That(described.Distinct(), Is.EquivalentTo(typeof(IStripeAdapter).GetMethods().Select(method => method.Name)));
    }

    private static async Task Sends(string answer, Func<IStripeAdapter, Task> call, string expected)
    {
        await using var wire = new Wire();
        wire.Stripe.Answers(answer);

        await call(wire.Adapter);

        Assert.That(wire.Sent, Is.EqualTo(expected));
    }
}
