using System.Text.Json;
using BillingContext.Payments;

namespace BillingContext.Benchmarks.Floors;

/// <summary>A page of payment intents by hand: one pass, each field we keep straight into the record a context shows.</summary>
internal static class ListFloor
{
    private const int LargestPage = 100;

    internal static Payment[] Read(ReadOnlySpan<byte> page)
    {
        var payments = new Payment[LargestPage];
        var count = 0;
        var reader = new Utf8JsonReader(page);
        reader.Read();
        while (reader.NextProperty())
        {
            if (!reader.ValueSpan.SequenceEqual("data"u8))
            {
                reader.SkipValue();
                continue;
            }

            reader.Read();
            while (reader.NextItem())
            {
                payments[count++] = ReadIntent(ref reader);
            }
        }

        return count == payments.Length ? payments : payments[..count];
    }

    private static Payment ReadIntent(ref Utf8JsonReader reader)
    {
        string? id = null, currency = null, customer = null, description = null, status = null, orderReference = null;
        long amount = 0;
        DateTimeOffset created = default;
        bool livemode = false, hasTransfer = false;
        IReadOnlyDictionary<string, string>? metadata = null;
        ChargeDraft charge = default;
        while (reader.NextProperty())
        {
            var name = reader.ValueSpan;
            if (name.SequenceEqual("id"u8))
            {
                id = reader.Text();
            }
            else if (name.SequenceEqual("amount"u8))
            {
                amount = reader.Number();
            }
            else if (name.SequenceEqual("created"u8))
            {
                created = reader.Instant();
            }
            else if (name.SequenceEqual("currency"u8))
            {
                currency = reader.Word();
            }
            else if (name.SequenceEqual("customer"u8))
            {
                customer = reader.Text();
            }
            else if (name.SequenceEqual("description"u8))
            {
                description = reader.Text();
            }
            else if (name.SequenceEqual("latest_charge"u8))
            {
                charge = ChargeDraft.Read(ref reader);
            }
            else if (name.SequenceEqual("livemode"u8))
            {
                livemode = reader.Flag();
            }
            else if (name.SequenceEqual("metadata"u8))
            {
                metadata = ReadMetadata(ref reader);
            }
            else if (name.SequenceEqual("payment_details"u8))
            {
                orderReference = ReadOrderReference(ref reader);
            }
            else if (name.SequenceEqual("status"u8))
            {
                status = reader.Word();
            }
            else if (name.SequenceEqual("transfer_data"u8))
            {
                hasTransfer = reader.Present();
            }
            else
            {
                reader.SkipValue();
            }
        }

        var code = new CurrencyCode(currency!);
        return new Payment
        {
            Id = new PaymentId(id!),
            Charge = new ChargeId(charge.Id!),
            Customer = customer is null ? null : new CustomerId(customer),
            Livemode = livemode,
            Status = status == "succeeded" ? PaymentStatus.Succeeded : PaymentStatus.Unknown,
            StripeStatus = status!,
            Amount = new Money(amount, code),
            Captured = new Money(charge.AmountCaptured, code),
            Refunded = new Money(charge.AmountRefunded, code),
            CreatedAt = created,
            ChargedAt = charge.Created,
            Description = description,
            StatementDescriptor = charge.StatementDescriptor,
            OrderReference = orderReference,
            ReceiptNumber = charge.ReceiptNumber,
            MethodType = charge.MethodType,
            Card = charge.Card,
            FailureCode = charge.FailureCode,
            DeclineReason = charge.FailureCode is null ? null : charge.SellerMessage,
            HasTransfer = hasTransfer || charge.HasTransfer,
            IsReportedFraudulent = charge.IsReportedFraudulent,
            Metadata = metadata ?? Payment.EmptyMetadata,
            Refunds = charge.Refunds ?? [],
            RefundsComplete = charge.RefundsComplete,
            IsDisputed = charge.Disputed,
            DisputesComplete = !charge.Disputed,
        };
    }

    private static Dictionary<string, string>? ReadMetadata(ref Utf8JsonReader reader)
    {
        Dictionary<string, string>? metadata = null;
        reader.EnterObject();
        while (reader.NextProperty())
        {
            var key = reader.GetString()!;
            (metadata ??= new Dictionary<string, string>(StringComparer.Ordinal))[key] = reader.Text()!;
        }

        return metadata;
    }

    private static string? ReadOrderReference(ref Utf8JsonReader reader)
    {
        string? reference = null;
        if (reader.EnterObject())
        {
            while (reader.NextProperty())
            {
                if (reader.ValueSpan.SequenceEqual("order_reference"u8))
                {
                    reference = reader.Text();
                }
                else
                {
                    reader.SkipValue();
                }
            }
        }

        return reference;
    }
}
