using System.Text.Json;
using BillingContext.Testing.Internal.Records;
using BillingContext.Testing.Internal.Rendering;

namespace BillingContext.Testing.Internal.Wire;

/// <summary>https://docs.stripe.com/api/errors</summary>
internal static class ErrorBody
{
    public static Reply Reply(StripeError error, string requestId, bool livemode)
        => new(error.Status, JsonBody.Bytes(json => Write(json, error, requestId, livemode, null)));

    /// <summary>With the objects that the error speaks of.</summary>
    public static Reply Reply(StripeError error, string requestId, Books books, ApiVersion version)
        => new(error.Status, JsonBody.Bytes(json => Write(
            json, error, requestId, books.Livemode, new ObjectWriter(json, books, version, Expansion.None))));

    private static void Write(Utf8JsonWriter json, StripeError error, string requestId, bool livemode, ObjectWriter? objects)
    {
        json.WriteStartObject();
        json.WriteStartObject("error");
        if (error.Approval is { } approval)
        {
            json.WritePropertyName("approval_request");
            WriteApproval(json, approval, livemode);
        }

        if (error.Charge is { } charge)
        {
            json.WriteString("charge", charge);
        }

        if (error.Code is { } code)
        {
            json.WriteString("code", code);
            if (error.Documented)
            {
                json.WriteString("doc_url", $"https://stripe.com/docs/error-codes/{code.Replace('_', '-')}");
            }
        }

        if (error.DeclineCode is { } decline)
        {
            json.WriteString("decline_code", decline);
        }

        json.WriteString("message", error.Message);
        if (error.Param is { } param)
        {
            json.WriteString("param", param);
        }

        if (error.PaymentIntent is { } intent && objects is not null)
        {
            json.WritePropertyName("payment_intent");
            Resources.Named("payment_intent").Write(objects, intent);
        }

        json.WriteString("request_log_url", $"https://dashboard.stripe.com/{(livemode ? "" : "test/")}logs/{requestId}");
        json.WriteString("type", error.Type);
        json.WriteEndObject();
        json.WriteEndObject();
    }

    /// <summary>https://docs.stripe.com/account/approvals</summary>
    private static void WriteApproval(Utf8JsonWriter json, ApprovalRecord approval, bool livemode)
    {
        json.WriteStartObject();
        json.WriteString("id", approval.Id);
        json.WriteString("object", "approval_request");
        json.WriteString("action", "create_refund");
        json.WriteString("dashboard_url", $"https://dashboard.stripe.com/{(livemode ? "" : "test/")}approvals/{approval.Id}");
        json.WriteNumber("expires_at", approval.ExpiresAt);
        json.WriteString("status", approval.Status);
        json.WriteEndObject();
    }
}
