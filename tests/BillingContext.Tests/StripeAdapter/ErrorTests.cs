using BillingContext.StripeAdapter;

namespace BillingContext.Tests.StripeAdapter;

/// <summary>Stripe's errors in our words, and nothing of Stripe's own.</summary>
internal sealed class ErrorTests
{
    private const string OldDenial =
        "The provided key 'rk_test_*********************R3AD' does not have the required permissions for this endpoint on account 'acct_1032D82eZvKYlo2C'. Having the 'rak_dispute_read' permission would allow this request to continue.";

    private const string NewDenial =
        "Permission denied. The provided key 'rk_test_*********************R3AD' on account 'acct_1032D82eZvKYlo2C'. Enabling \"Disputes Read\" ('dispute_read') permissions on this key would allow this request to continue. You can edit permissions at https://dashboard.stripe.com/acct_1032D82eZvKYlo2C/apikeys/mk_1/edit";

    [TestCase(OldDenial)]
    [TestCase(NewDenial)]
    public async Task Names_the_permission_from_either_form_of_the_message(string message)
    {
        await using var wire = new Wire();
        wire.Stripe.Answers(403, Some.Error("invalid_request_error", message: message));

        var error = await wire.ErrorOfReadAsync();

        Assert.That(error.Kind, Is.EqualTo(StripeErrorKind.PermissionMissing));
        Assert.That(error.Permission, Is.EqualTo("rak_dispute_read"));
        Assert.That(error.Message, Is.EqualTo("GET /v1/customers/{id}: the key rk_test_…R3AD lacks rak_dispute_read. Add it to the key in the Stripe dashboard."));
    }

    [TestCase("Permission denied.")]
    [TestCase("Having the 'RAK; DROP_read' permission")]
    [TestCase("")]
    public async Task Names_no_permission_where_Stripe_names_none(string message)
    {
        await using var wire = new Wire();
        wire.Stripe.Answers(403, Some.Error("invalid_request_error", message: message));

        var error = await wire.ErrorOfReadAsync();

        Assert.That(error.Kind, Is.EqualTo(StripeErrorKind.PermissionMissing));
        Assert.That(error.Permission, Is.Null);
    }

    [TestCase(400, "parameter_invalid_empty", StripeErrorKind.Refused, "stripe.refused")]
    [TestCase(401, null, StripeErrorKind.KeyRejected, "stripe.key_rejected")]
    [TestCase(401, "api_key_expired", StripeErrorKind.KeyRejected, "stripe.key_rejected")]
    [TestCase(402, "card_declined", StripeErrorKind.Refused, "stripe.refused")]
    [TestCase(404, null, StripeErrorKind.Refused, "stripe.refused")]
    [TestCase(429, "rate_limit", StripeErrorKind.RateLimited, "stripe.rate_limited")]
    [TestCase(500, null, StripeErrorKind.Unknown, "stripe.unavailable")]
    [TestCase(503, null, StripeErrorKind.Unknown, "stripe.unavailable")]
    public async Task Each_status_has_its_kind(int status, string? stripeCode, StripeErrorKind kind, string code)
    {
        await using var wire = new Wire(stripe => stripe.MaxRetries = 0);
        wire.Stripe.Answers(status, Some.Error("any", stripeCode), ("Request-Id", "req_oHrAT8TNkGPSrG"));

        var error = await wire.ErrorOfReadAsync();

        Assert.That((error.Kind, error.Code, error.HttpStatus, error.StripeCode), Is.EqualTo((kind, code, status, stripeCode)));
        Assert.That(error.RequestId, Is.EqualTo("req_oHrAT8TNkGPSrG"));
    }

    [TestCase(401)]
    [TestCase(402)]
    [TestCase(403)]
    [TestCase(429)]
    [TestCase(500)]
    public async Task Keeps_no_key_no_account_and_nothing_of_Stripes_message(int status)
    {
        const string Canary = "Bo Buyer bo@example.com acct_1032D82eZvKYlo2C " + The.ReadKey;
        await using var wire = new Wire(stripe => stripe.MaxRetries = 0);
        wire.Stripe.Answers(
            status,
            $$$"""{"error":{"type":"{{{Canary}}}","code":"{{{Canary}}}","param":"{{{Canary}}}","message":"{{{Canary}}}"}}""",
            ("Request-Id", The.ReadKey + ".."));

        var error = await wire.ErrorOfReadAsync();

        Assert.That(error.ToString(), Does.Not.Contain("example.com").And.Not.Contain("Buyer").And.Not.Contain("acct_").And.Not.Contain("reading0000"));
        Assert.That((error.StripeCode, error.StripeParameter, error.RequestId), Is.EqualTo(((string?)null, (string?)null, (string?)null)));
    }

    [TestCase("amount", "amount")]
    [TestCase("payment[payment_intent]", "payment[payment_intent]")]
    [TestCase("expand[]", "expand[]")]
    [TestCase("amount\\n", null)]
    [TestCase("bo@example.com", null)]
    [TestCase("amount]", null)]
    public async Task Names_the_parameter_that_Stripe_objects_to(string param, string? kept)
    {
        await using var wire = new Wire();
        wire.Stripe.Answers(400, $$$"""{"error":{"type":"invalid_request_error","param":"{{{param}}}","message":"no"}}""");

        Assert.That((await wire.ErrorOfReadAsync()).StripeParameter, Is.EqualTo(kept));
    }

    [Test]
    public async Task An_answer_that_cannot_be_read_is_not_quoted()
    {
        await using var wire = new Wire(stripe => stripe.MaxRetries = 0);
        wire.Stripe.Answers("""{"id":"cus_1","email":"bo@example.com","created":"bo@example.com"}""");

        var error = await wire.ErrorOfReadAsync();

        Assert.That(error.Code, Is.EqualTo("stripe.unavailable"));
        Assert.That(error.ToString(), Does.Not.Contain("example"));
    }

    [Test]
    public async Task A_lost_connection_tells_no_address()
    {
        await using var wire = new Wire(stripe => stripe.MaxRetries = 0);
        wire.Stripe.Fails(HttpRequestError.ResponseEnded);

        Assert.That(
            async () => await wire.Over(wire.Adapter.ListCustomersByEmailAsync(The.Scope, "bo@example.com", default)),
            Throws.InstanceOf<StripeAdapterException>().With.Message.Not.Contains("bo@").And.InnerException.Message.Not.Contains("bo@"));
    }

    [TestCase(400)]
    [TestCase(404)]
    public async Task What_is_missing_is_null_or_an_empty_list(int status)
    {
        await using var wire = new Wire();
        wire.Stripe.Always(status, Some.Error("invalid_request_error", "resource_missing", "No such customer: 'cus_x'"));

        Assert.That(await wire.Adapter.GetCustomerAsync(The.Scope, The.Customer, default), Is.Null);
        Assert.That(await wire.Adapter.GetPaymentAsync(The.Scope, The.Payment, default), Is.Null);
        Assert.That(await wire.Adapter.GetSubscriptionAsync(The.Scope, new SubscriptionId("sub_1"), default), Is.Null);
        Assert.That(await wire.Adapter.GetInvoiceAsync(The.Scope, new InvoiceId("in_1"), default), Is.Null);
        Assert.That((await wire.Adapter.ListPaymentsAsync(The.Scope, The.Customer, 10, default)).Items, Is.Empty);
        Assert.That(await wire.Adapter.ListRefundsAsync(The.Scope, The.Payment, default), Is.Empty);
    }

    [Test]
    public async Task Half_a_list_of_refunds_is_no_list()
    {
        await using var wire = new Wire(stripe => stripe.MaxRetries = 0);
        wire.Stripe.Answers(Some.PageOf(Some.Refund)).Answers(500, "");

        Assert.That(async () => await wire.Over(wire.Adapter.ListRefundsAsync(The.Scope, The.Payment, default)), Throws.InstanceOf<StripeAdapterException>());
    }

    [Test]
    public async Task A_list_that_loses_its_place_is_no_list()
    {
        await using var wire = new Wire();
        wire.Stripe.Answers(Some.PageOf(Some.Refund)).Answers(400, Some.Error("invalid_request_error", "resource_missing"));

        Assert.That(
            async () => await wire.Adapter.ListRefundsAsync(The.Scope, The.Payment, default),
            Throws.InstanceOf<StripeAdapterException>().With.Property("Kind").EqualTo(StripeErrorKind.Unknown));
    }

    [Test]
    public async Task An_object_of_the_other_mode_is_refused()
    {
        await using var wire = new Wire();
        wire.Stripe
            .Answers("""{"id":"cus_1","livemode":true}""")
            .Answers(Some.ListOf("""{"id":"cus_1","livemode":false}""", """{"id":"cus_2","livemode":true}"""))
            .Answers(Some.ListOf("""{"id":"dp_1","livemode":true,"amount":1,"created":1}"""));

        Assert.That(async () => await wire.Adapter.GetCustomerAsync(The.Scope, The.Customer, default), Throws.InstanceOf<StripeAdapterException>());
        Assert.That(async () => await wire.Adapter.ListCustomersByEmailAsync(The.Scope, "a@b.c", default), Throws.InstanceOf<StripeAdapterException>());
        Assert.That(async () => await wire.Adapter.ListDisputesAsync(The.Scope, The.Charge, default), Throws.InstanceOf<StripeAdapterException>());
    }

    [Test]
    public async Task What_was_read_in_test_mode_is_not_continued_with_a_live_key()
    {
        await using var wire = new Wire();
        wire.Merchants[MerchantId.Default] = new MerchantCredentials(MerchantId.Default, StripeApiKey.Parse(The.LiveKey));

        Assert.That(
            async () => await wire.Adapter.GetCustomerAsync(The.Scope, The.Customer, default),
            Throws.InstanceOf<BillingException>().With.Property("Code").EqualTo("scope.mismatch"));
        Assert.That(
            async () => await wire.Adapter.CreateRefundAsync(The.Scope, Some.NewRefund(), The.IdempotencyKey, The.SendBefore, default),
            Throws.InstanceOf<BillingException>().With.Property("Code").EqualTo("scope.mismatch"));
        Assert.That(wire.Stripe.Requests, Is.Empty);
    }

    [Test]
    public async Task What_was_read_of_one_account_is_not_continued_with_another()
    {
        await using var wire = new Wire();
        var scope = wire.Merchant("acme", The.ReadKey, The.Account);
        wire.Merchant("acme", The.ReadKey, new StripeAccountId("acct_2"));

        Assert.That(
            async () => await wire.Adapter.ListPaymentsAsync(scope, The.Customer, 10, default),
            Throws.InstanceOf<BillingException>().With.Property("Code").EqualTo("scope.mismatch"));
        Assert.That(wire.Stripe.Requests, Is.Empty);
    }

    [Test]
    public async Task A_merchant_nobody_knows_is_told_what_to_do()
    {
        await using var wire = new Wire();
        wire.Merchants.Clear();

        Assert.That(
            async () => await wire.Adapter.GetCustomerAsync(The.Scope, The.Customer, default),
            Throws.InstanceOf<BillingException>().With.Property("Code").EqualTo("merchant.unknown").And.Message.Contains("UseStripe"));
    }

    [Test]
    public async Task A_rotated_key_counts_at_once()
    {
        await using var wire = new Wire();
        wire.Stripe.AlwaysAnswers(Some.Customer);
        await wire.Adapter.GetCustomerAsync(The.Scope, The.Customer, default);

        wire.Merchant("default", The.WriteKey);
        await wire.Adapter.GetCustomerAsync(The.Scope, The.Customer, default);

        Assert.That(wire.Stripe.Requests.Select(request => request.Header("Authorization")), Is.EqualTo(new[] { "Bearer " + The.ReadKey, "Bearer " + The.WriteKey }));
    }
}
