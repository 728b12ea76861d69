using System.Text.Json;
using BillingContext.Payments;

namespace BillingContext.Benchmarks.Floors;

/// <summary>What <see cref="ListFloor"/> keeps of a payment's charge until it makes the record.</summary>
internal struct ChargeDraft
{
    internal string? Id;
    internal long AmountCaptured;
    internal long AmountRefunded;
    internal DateTimeOffset Created;
    internal bool Disputed;
    internal string? FailureCode;
    internal string? SellerMessage;
    internal bool IsReportedFraudulent;
    internal string? MethodType;
    internal CardDetails? Card;
    internal string? ReceiptNumber;
    internal List<Refund>? Refunds;
    internal bool RefundsComplete;
    internal string? StatementDescriptor;
    internal bool HasTransfer;

    internal static ChargeDraft Read(ref Utf8JsonReader reader)
    {
        var charge = default(ChargeDraft);
        reader.EnterObject();
        while (reader.NextProperty())
        {
            var name = reader.ValueSpan;
            if (name.SequenceEqual("id"u8))
            {
                charge.Id = reader.Text();
            }
            else if (name.SequenceEqual("amount_captured"u8))
            {
                charge.AmountCaptured = reader.Number();
            }
            else if (name.SequenceEqual("amount_refunded"u8))
            {
                charge.AmountRefunded = reader.Number();
            }
            else if (name.SequenceEqual("calculated_statement_descriptor"u8))
            {
                charge.StatementDescriptor = reader.Text();
            }
            else if (name.SequenceEqual("created"u8))
            {
                charge.Created = reader.Instant();
            }
            else if (name.SequenceEqual("disputed"u8))
            {
                charge.Disputed = reader.Flag();
            }
            else if (name.SequenceEqual("failure_code"u8))
            {
                charge.FailureCode = reader.Text();
            }
            else if (name.SequenceEqual("fraud_details"u8))
            {
                charge.ReadFraud(ref reader);
            }
            else if (name.SequenceEqual("outcome"u8))
            {
                charge.ReadOutcome(ref reader);
            }
            else if (name.SequenceEqual("payment_method_details"u8))
            {
                charge.ReadMethod(ref reader);
            }
            else if (name.SequenceEqual("receipt_number"u8))
            {
                charge.ReceiptNumber = reader.Text();
            }
            else if (name.SequenceEqual("refunds"u8))
            {
                charge.ReadRefunds(ref reader);
            }
            else if (name.SequenceEqual("transfer_data"u8))
            {
                charge.HasTransfer = reader.Present();
            }
            else
            {
                reader.SkipValue();
            }
        }

        return charge;
    }

    private void ReadFraud(ref Utf8JsonReader reader)
    {
        reader.EnterObject();
        while (reader.NextProperty())
        {
            IsReportedFraudulent |= reader.Word() is "fraudulent";
        }
    }

    private void ReadOutcome(ref Utf8JsonReader reader)
    {
        if (!reader.EnterObject())
        {
            return;
        }

        while (reader.NextProperty())
        {
            if (reader.ValueSpan.SequenceEqual("seller_message"u8))
            {
                SellerMessage = reader.Word();
            }
            else
            {
                reader.SkipValue();
            }
        }
    }

    private void ReadMethod(ref Utf8JsonReader reader)
    {
        reader.EnterObject();
        while (reader.NextProperty())
        {
            if (reader.ValueSpan.SequenceEqual("type"u8))
            {
                MethodType = reader.Word();
            }
            else if (reader.ValueSpan.SequenceEqual("card"u8))
            {
                Card = ReadCard(ref reader);
            }
            else
            {
                reader.SkipValue();
            }
        }
    }

    private static CardDetails ReadCard(ref Utf8JsonReader reader)
    {
        string? brand = null, fingerprint = null, funding = null, lastFour = null;
        reader.EnterObject();
        while (reader.NextProperty())
        {
            var name = reader.ValueSpan;
            if (name.SequenceEqual("brand"u8))
            {
                brand = reader.Word();
            }
            else if (name.SequenceEqual("fingerprint"u8))
            {
                fingerprint = reader.Text();
            }
            else if (name.SequenceEqual("funding"u8))
            {
                funding = reader.Word();
            }
            else if (name.SequenceEqual("last4"u8))
            {
                lastFour = reader.Text();
            }
            else
            {
                reader.SkipValue();
            }
        }

        return new CardDetails { Brand = brand, LastFour = lastFour, Fingerprint = fingerprint, Funding = funding };
    }

    private void ReadRefunds(ref Utf8JsonReader reader)
    {
        reader.EnterObject();
        while (reader.NextProperty())
        {
            if (reader.ValueSpan.SequenceEqual("has_more"u8))
            {
                RefundsComplete = !reader.Flag();
            }
            else if (reader.ValueSpan.SequenceEqual("data"u8))
            {
                reader.Read();
                while (reader.NextItem())
                {
                    (Refunds ??= new List<Refund>(1)).Add(RefundFloor.Read(ref reader));
                }
            }
            else
            {
                reader.SkipValue();
            }
        }
    }
}
