using System.Text.Json;
using BillingContext.Testing.Internal.Records;

namespace BillingContext.Testing.Internal.Rendering;

/// <summary>https://docs.stripe.com/api/events/object</summary>
internal sealed class EventResource : ResourceOf<EventRecord>
{
    public override string Name => "event";

    public override string Url => "/v1/events";

    public override IReadOnlyList<Permission> Read => Permissions.ReadEvents;

    public override Table<EventRecord> Table(Books books) => books.Events.Table;

    protected override void Fill(ObjectWriter writer, EventRecord record)
    {
        if (writer.Books.Connected)
        {
            writer.Text("account", writer.Books.AccountId);
        }

        // The object is shown as the event's version had it, whoever reads the event: https://docs.stripe.com/webhooks/versioning
        var subject = Resources.Named(SubjectName(record.Subject));
        writer.Text("api_version", writer.Version.Text);
        writer.Number("created", record.Created);
        writer.Hash("data", () =>
        {
            writer.Json.WritePropertyName("object");
            subject.Write(writer, record.Subject);
            if (record.Previous is { } previous)
            {
                WritePreviousAttributes(writer, subject, record.Subject, previous);
            }
        });
        writer.Flag("livemode", writer.Books.Livemode);
        writer.Number("pending_webhooks", 1);
        writer.Hash("request", () =>
        {
            writer.Text("id", record.RequestId);
            writer.Text("idempotency_key", record.IdempotencyKey);
        });
        writer.Text("type", record.Type);
    }

    public static string SubjectName(StripeRecord subject) => subject switch
    {
        CustomerRecord => "customer",
        PaymentMethodRecord => "payment_method",
        PaymentIntentRecord => "payment_intent",
        ChargeRecord => "charge",
        RefundRecord => "refund",
        DisputeRecord => "dispute",
        FraudWarningRecord => "radar.early_fraud_warning",
        ProductRecord => "product",
        PriceRecord => "price",
        SubscriptionRecord => "subscription",
        InvoiceRecord => "invoice",
        InvoiceItemRecord => "invoiceitem",
        _ => "invoice_payment",
    };

    private static void WritePreviousAttributes(ObjectWriter writer, Resource subject, StripeRecord now, StripeRecord before)
    {
        using var old = JsonBody.Document(writer.Books, writer.Version, w => subject.Write(w, before));
        using var current = JsonBody.Document(writer.Books, writer.Version, w => subject.Write(w, now));
        writer.Json.WritePropertyName("previous_attributes");
        JsonDifference.Write(writer.Json, old.RootElement, current.RootElement);
    }
}
