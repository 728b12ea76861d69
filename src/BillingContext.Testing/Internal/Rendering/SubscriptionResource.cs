using BillingContext.Testing.Internal.Records;

namespace BillingContext.Testing.Internal.Rendering;

/// <summary>https://docs.stripe.com/api/subscriptions/object</summary>
internal sealed class SubscriptionResource : ResourceOf<SubscriptionRecord>
{
    public override string Name => "subscription";

    public override string Url => "/v1/subscriptions";

    public override IReadOnlyList<Permission> Read => Permissions.ReadSubscriptions;

    public override IReadOnlyList<ExpandableField> Fields { get; } =
    [
        new("customer", "customer"),
        new("latest_invoice", "invoice"),
        new("default_payment_method", "payment_method"),
        new("default_source", null),
        new("pending_setup_intent", null),
        new("schedule", null),
        new("application", null),
        new("on_behalf_of", null),
        new("items.data.price.product", "product"),
        new("test_clock", null),
    ];

    public override Table<SubscriptionRecord> Table(Books books) => books.Subscriptions;

    protected override void Fill(ObjectWriter writer, SubscriptionRecord record)
    {
        writer.Nulls("application", "application_fee_percent");
        writer.Number("billing_cycle_anchor", record.TrialEnd ?? record.Created);
        writer.Number("cancel_at", record.CancelAt);
        writer.Flag("cancel_at_period_end", record.CancelAtPeriodEnd);
        writer.Number("canceled_at", record.CanceledAt);
        writer.Hash("cancellation_details", () =>
        {
            writer.Text("comment", record.CancelComment);
            writer.Text("feedback", record.CancelFeedback);
            writer.Text("reason", record.CancelReason);
        });
        writer.Text("collection_method", "charge_automatically");
        writer.Number("created", record.Created);
        writer.Text("currency", record.Currency);
        if (!writer.Version.IsBasilOrLater)
        {
            writer.Number("current_period_end", record.PeriodEnd);
            writer.Number("current_period_start", record.PeriodStart);
        }

        writer.Reference("customer", record.Customer, "customer");
        writer.Nulls("days_until_due");
        writer.Reference("default_payment_method", record.PaymentMethod, "payment_method");
        writer.Nulls("default_source", "description");
        writer.Texts("discounts");
        writer.Number("ended_at", record.EndedAt);
        WriteItems(writer, record);
        writer.Reference("latest_invoice", record.LatestInvoice, "invoice");
        writer.Flag("livemode", writer.Books.Livemode);
        writer.Metadata(record.Metadata);
        writer.Nulls("next_pending_invoice_item_invoice", "on_behalf_of");
        if (record.CollectionPaused)
        {
            writer.Hash("pause_collection", () =>
            {
                writer.Text("behavior", "void");
                writer.Nulls("resumes_at");
            });
        }
        else
        {
            writer.Nulls("pause_collection");
        }

        writer.Nulls("pending_setup_intent", "pending_update");
        writer.Text("schedule", record.Schedule);
        writer.Number("start_date", record.Created);
        writer.Text("status", record.Status);
        writer.Nulls("test_clock", "transfer_data");
        writer.Number("trial_end", record.TrialEnd);
        writer.Number("trial_start", record.TrialStart);
    }

    private static void WriteItems(ObjectWriter writer, SubscriptionRecord record)
        => writer.Hash("items", () =>
        {
            writer.Text("object", "list");
            writer.Items(new SubscriptionItemResource(record), record.Items.Take(10));
            writer.Flag("has_more", record.Items.Count > 10);
            writer.Text("url", $"/v1/subscription_items?subscription={record.Id}");
        });
}
