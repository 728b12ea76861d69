namespace BillingContext.Testing.Tests.Documented;

/// <summary>What is not simulated says so, and by whom; it never answers as if it were.</summary>
public sealed class RefusalCases : DocumentedCases
{
    private const string Monthly = "-d currency=usd -d unit_amount=1 -d \"recurring[interval]\"=month -d \"product_data[name]\"=x";

    private const string Yearly = "-d \"items[1][price_data][currency]\"=usd -d \"items[1][price_data][product]\"={product} " +
        "-d \"items[1][price_data][unit_amount]\"=1 -d \"items[1][price_data][recurring][interval]\"=year";

    [TestCase("charges alone", "v1/charges -d amount=2000 -d currency=usd -d source=tok_visa", 404)]
    [TestCase("card details", "v1/payment_methods -d type=card -d \"card[token]\"=tok_visa", 404)]
    [TestCase("card details", "v1/tokens -d \"card[number]\"=4242424242424242", 404)]
    [TestCase("card details", "v1/payment_intents -d amount=2000 -d currency=usd -d \"payment_method_data[type]\"=card", 400)]
    [TestCase("card details", "v1/customers -d source=tok_visa", 400)]
    [TestCase("other payment methods", "v1/payment_intents -d amount=2000 -d currency=eur -d \"payment_method_types[]\"=sepa_debit", 400)]
    [TestCase("several captures", "v1/payment_intents/{hold}/capture -d amount_to_capture=1 -d final_capture=false", 400)]
    [TestCase("files", "v1/disputes/{dispute} -d \"evidence[receipt]\"=file_x", 400)]
    [TestCase("subscriptions by mail", "v1/subscriptions {order} -d collection_method=send_invoice", 400)]
    [TestCase("mixed intervals", "v1/subscriptions {order} {yearly}", 400)]
    [TestCase("mixed intervals", "v1/subscriptions/{subscription} -d proration_behavior=none {yearly}", 400)]
    [TestCase("other prices", "v1/prices {monthly} -d \"recurring[interval_count]\"=3", 400)]
    [TestCase("other prices", "v1/prices {monthly} -d \"recurring[usage_type]\"=metered", 400)]
    [TestCase("other prices", "v1/prices {monthly} -d billing_scheme=tiered", 400)]
    [TestCase("invoices for subscriptions", "v1/invoices -d customer={customer} -d subscription={subscription}", 400)]
    [TestCase("invoices for subscriptions", "v1/invoiceitems -d customer={customer} -d amount=100 -d subscription={subscription}", 400)]
    [TestCase("invoices for subscriptions", "v1/invoices/create_preview -d customer={customer}", 404)]
    [TestCase("invoices for subscriptions", "v1/invoices/upcoming?customer={customer}", 404)]
    [TestCase("invoices for subscriptions", "v1/invoices/upcoming/lines?customer={customer}", 404)]
    [TestCase("prorations", "v1/subscriptions/{subscription} -d \"items[0][id]\"={item} -d \"items[0][quantity]\"=2", 400)]
    [TestCase("prorations", "v1/subscription_items/{item} -d quantity=2", 400)]
    [TestCase("prorations", "v1/subscription_items/{item} -d quantity=2 -d proration_behavior=always_invoice", 400)]
    [TestCase("prorations", "v1/subscriptions/{subscription} -X DELETE -d prorate=true", 400)]
    [TestCase("balance", "v1/refunds -G -d \"expand[]\"=data.balance_transaction", 400)]
    [TestCase("balance", "v1/balance_transactions", 404)]
    [TestCase("balance", "v1/payouts", 404)]
    [TestCase("taxes and discounts", "v1/coupons", 404)]
    [TestCase("taxes and discounts", "v1/tax_rates", 404)]
    [TestCase("taxes and discounts", "v1/subscriptions {order} -d \"discounts[0][coupon]\"=x", 400)]
    [TestCase("credit notes", "v1/credit_notes", 404)]
    [TestCase("schedules", "v1/subscription_schedules", 404)]
    [TestCase("reviews", "v1/reviews", 404)]
    [TestCase("reviews", "v1/radar/value_lists", 404)]
    [TestCase("everything else", "v1/setup_intents -d customer={customer}", 404)]
    [TestCase("everything else", "v1/checkout/sessions -d mode=payment", 404)]
    [TestCase("everything else", "v1/subscriptions/{subscription} -d trial_end=now", 400)]
    [TestCase("everything else", "v1/subscriptions {order} -d trial_from_plan=true", 400)]
    [TestCase("everything else", "v1/subscriptions?test_clock=clock_x", 400)]
    [TestCase("everything else", "v1/refunds -d payment_intent={hold} -d origin=customer_balance", 400)]
    [TestCase("everything else", "v1/charges?transfer_group=x", 400)]
    [TestCase("everything else", "v1/events?delivery_success=false", 400)]
    [TestCase("everything else", "v1/prices -G -d \"lookup_keys[]\"=x", 400)]
    [TestCase("everything else", "v1/products?shippable=true", 400)]
    [TestCase("everything else", "v1/customers?test_clock=clock_x", 400)]
    [TestCase("everything else", "v2/core/events", 404)]
    public async Task Names_the_simulator_and_changes_nothing(string row, string line, int status)
    {
        var filled = await FilledAsync(line);
        var before = await StateAsync();

        var answer = await CurlAsync(filled);

        Assert.That((answer.Status, answer.TextAt("error.type")), Is.EqualTo((status, "invalid_request_error")), answer.Body);
        Assert.That(answer.Message, Does.Contain("StripeSimulator"), row);
        Assert.That(await StateAsync(), Is.EqualTo(before));
    }

    private async Task<string> FilledAsync(string line)
    {
        var (customer, price) = await SubscriberAsync();
        var subscription = await SubscribeAsync(customer, price);
        var disputed = await PayAsync(card: "pm_card_createDispute");
        var dispute = await DoneAsync($"v1/disputes?payment_intent={disputed.Id}");
        var hold = await PayAsync(more: "-d capture_method=manual");
        return line
            .Replace("{yearly}", Yearly, StringComparison.Ordinal)
            .Replace("{monthly}", Monthly, StringComparison.Ordinal)
            .Replace("{product}", (await DoneAsync($"v1/prices/{price}")).TextAt("product"), StringComparison.Ordinal)
            .Replace("{item}", subscription.TextAt("items.data.0.id"), StringComparison.Ordinal)
            .Replace("{order}", "-d customer={customer} -d \"items[0][price]\"={price}", StringComparison.Ordinal)
            .Replace("{customer}", customer, StringComparison.Ordinal)
            .Replace("{price}", price, StringComparison.Ordinal)
            .Replace("{subscription}", subscription.Id, StringComparison.Ordinal)
            .Replace("{invoice}", subscription.TextAt("latest_invoice"), StringComparison.Ordinal)
            .Replace("{dispute}", dispute.Ids.Single(), StringComparison.Ordinal)
            .Replace("{hold}", hold.Id, StringComparison.Ordinal);
    }
}
