using BillingContext.Testing.Internal.Records;

namespace BillingContext.Testing.Internal.Rendering;

/// <summary>https://docs.stripe.com/api/payment_intents/object</summary>
internal sealed class PaymentIntentResource : ResourceOf<PaymentIntentRecord>
{
    public override string Name => "payment_intent";

    public override string Url => "/v1/payment_intents";

    public override string IdParam => "intent";

    public override IReadOnlyList<Permission> Read => Permissions.ReadPaymentIntents;

    public override IReadOnlyList<ExpandableField> Fields { get; } =
    [
        new("customer", "customer"),
        new("latest_charge", "charge"),
        new("payment_method", "payment_method"),
        new("application", null),
        new("on_behalf_of", null),
        new("review", null),
        new("transfer_data.destination", null),
    ];

    public override Table<PaymentIntentRecord> Table(Books books) => books.PaymentIntents;

    protected override void Fill(ObjectWriter writer, PaymentIntentRecord record)
    {
        writer.Number("amount", record.Amount);
        writer.Number("amount_capturable", record.AmountCapturable);
        writer.Number("amount_received", record.AmountReceived);
        writer.Nulls("application");
        writer.Number("application_fee_amount", record.ApplicationFee);
        WriteAutomaticMethods(writer, record);
        writer.Number("canceled_at", record.CanceledAt);
        writer.Text("cancellation_reason", record.CancellationReason);
        writer.Text("capture_method", record.CaptureMethod);
        writer.Text("client_secret", $"{record.Id}_secret_simulated");
        writer.Text("confirmation_method", record.ConfirmationMethod);
        writer.Number("created", record.Created);
        writer.Text("currency", record.Currency);
        writer.Reference("customer", record.Customer, "customer");
        writer.Nulls("customer_account");
        writer.Text("description", record.Description);
        WriteFailure(writer, record.LastFailure);
        writer.Reference("latest_charge", record.LatestCharge, "charge");
        writer.Flag("livemode", writer.Books.Livemode);
        writer.Metadata(record.Metadata);
        WriteNextAction(writer, record);
        writer.Nulls("on_behalf_of");
        if (record.OrderReference is { } order)
        {
            writer.Hash("payment_details", () => writer.Text("order_reference", order));
        }

        writer.Reference("payment_method", record.PaymentMethod, "payment_method");
        writer.EmptyHash("payment_method_options");
        writer.Texts("payment_method_types", record.MethodType);
        PaymentParts.WritePresentment(writer, record.Presentment);
        writer.Nulls("processing");
        writer.Text("receipt_email", record.ReceiptEmail);
        writer.Nulls("review");
        writer.Text("setup_future_usage", record.SetupFutureUsage);
        writer.Nulls("shipping", "statement_descriptor", "statement_descriptor_suffix");
        writer.Text("status", record.Status);
        PaymentParts.WriteTransfer(writer, record.TransferDestination);
        writer.Nulls("transfer_group");
    }

    private static void WriteFailure(ObjectWriter writer, PaymentFailure? failure)
    {
        if (failure is null)
        {
            writer.Nulls("last_payment_error");
            return;
        }

        writer.Hash("last_payment_error", () =>
        {
            if (failure.Charge is { } charge)
            {
                writer.Text("charge", charge);
            }

            writer.Text("code", failure.Code);
            writer.Text("decline_code", failure.DeclineCode);
            writer.Text("doc_url", $"https://stripe.com/docs/error-codes/{failure.Code.Replace('_', '-')}");
            writer.Text("message", failure.Message);
            if (writer.Books.PaymentMethods.Find(failure.PaymentMethod) is { } method)
            {
                writer.Json.WritePropertyName("payment_method");
                Resources.Named("payment_method").Write(writer, method);
            }

            writer.Text("type", "card_error");
        });
    }

    private static void WriteAutomaticMethods(ObjectWriter writer, PaymentIntentRecord record)
    {
        if (record.AllowRedirects is not { } redirects)
        {
            writer.Nulls("automatic_payment_methods");
            return;
        }

        writer.Hash("automatic_payment_methods", () =>
        {
            writer.Text("allow_redirects", redirects);
            writer.Flag("enabled", true);
        });
    }

    /// <summary>https://docs.stripe.com/payments/3d-secure/authentication-flow</summary>
    private static void WriteNextAction(ObjectWriter writer, PaymentIntentRecord record)
    {
        if (record.Status != "requires_action")
        {
            writer.Nulls("next_action");
            return;
        }

        writer.Hash("next_action", () =>
        {
            var type = record.ReturnUrl is null ? "use_stripe_sdk" : "redirect_to_url";
            writer.Hash(type, () =>
            {
                if (record.ReturnUrl is { } url)
                {
                    writer.Text("return_url", url);
                    writer.Text("url", $"https://hooks.stripe.com/3d_secure_2/hosted?payment_intent={record.Id}");
                }
                else
                {
                    writer.Text("type", "three_d_secure_redirect");
                }
            });
            writer.Text("type", type);
        });
    }
}
