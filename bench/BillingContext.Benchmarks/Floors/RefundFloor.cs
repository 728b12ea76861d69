using System.Text.Json;
using BillingContext.Payments;

namespace BillingContext.Benchmarks.Floors;

/// <summary>A refund by hand: the fields we keep, straight into the record.</summary>
internal static class RefundFloor
{
    /// <summary>Reads from the object's start to its end.</summary>
    internal static Refund Read(ref Utf8JsonReader reader)
    {
        string? id = null, charge = null, customer = null, currency = null, payment = null, status = null;
        string? reason = null, pendingReason = null, failureReason = null, requestId = null, merchant = null;
        string? kind = null, referenceType = null, referenceStatus = null, reference = null;
        long amount = 0;
        DateTimeOffset created = default;
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
            else if (name.SequenceEqual("charge"u8))
            {
                charge = reader.Text();
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
            else if (name.SequenceEqual("payment_intent"u8))
            {
                payment = reader.Text();
            }
            else if (name.SequenceEqual("status"u8))
            {
                status = reader.Word();
            }
            else if (name.SequenceEqual("reason"u8))
            {
                reason = reader.Word();
            }
            else if (name.SequenceEqual("pending_reason"u8))
            {
                pendingReason = reader.Word();
            }
            else if (name.SequenceEqual("failure_reason"u8))
            {
                failureReason = reader.Word();
            }
            else if (name.SequenceEqual("metadata"u8))
            {
                reader.EnterObject();
                while (reader.NextProperty())
                {
                    if (reader.ValueTextEquals(Refund.RequestIdMetadataKey))
                    {
                        requestId = reader.Text();
                    }
                    else if (reader.ValueTextEquals(Refund.MerchantMetadataKey))
                    {
                        merchant = reader.Text();
                    }
                    else
                    {
                        reader.SkipValue();
                    }
                }
            }
            else if (name.SequenceEqual("destination_details"u8))
            {
                reader.EnterObject();
                while (reader.NextProperty())
                {
                    if (!reader.ValueSpan.SequenceEqual("card"u8))
                    {
                        reader.SkipValue();
                        continue;
                    }

                    reader.EnterObject();
                    while (reader.NextProperty())
                    {
                        var detail = reader.ValueSpan;
                        if (detail.SequenceEqual("type"u8))
                        {
                            kind = reader.Word();
                        }
                        else if (detail.SequenceEqual("reference"u8))
                        {
                            reference = reader.Text();
                        }
                        else if (detail.SequenceEqual("reference_type"u8))
                        {
                            referenceType = reader.Word();
                        }
                        else if (detail.SequenceEqual("reference_status"u8))
                        {
                            referenceStatus = reader.Word();
                        }
                        else
                        {
                            reader.SkipValue();
                        }
                    }
                }
            }
            else
            {
                reader.SkipValue();
            }
        }

        return new Refund
        {
            Id = new RefundId(id!),
            Payment = new PaymentId(payment!),
            Charge = new ChargeId(charge!),
            Customer = customer is null ? null : new CustomerId(customer),
            Status = status == "succeeded" ? RefundStatus.Succeeded : RefundStatus.Pending,
            StripeStatus = status!,
            Amount = new Money(amount, new CurrencyCode(currency!)),
            CreatedAt = created,
            Reason = reason,
            PendingReason = pendingReason,
            FailureReason = failureReason,
            Kind = kind == "refund" ? RefundKind.Refund : RefundKind.Unknown,
            Reference = referenceStatus is null ? null : new RefundReference(referenceType, referenceStatus, reference),
            RequestId = requestId,
            RequestMerchant = merchant,
        };
    }
}
