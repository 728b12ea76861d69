using System.Buffers;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using BillingContext.Payments;
using BillingContext.StripeAdapter;

namespace BillingContext.Benchmarks.Floors;

/// <summary>
/// A refund asked for by hand: one client, a request with the headers and the body Stripe needs, and the answer's fields we keep.
/// </summary>
internal sealed class PostFloor(HttpClient client, string apiKey)
{
    private static readonly Uri Refunds = new("https://api.stripe.com/v1/refunds");
    private static readonly MediaTypeHeaderValue Form = new("application/x-www-form-urlencoded");

    private readonly AuthenticationHeaderValue bearer = new("Bearer", apiKey);

    internal async Task<Refund> PostAsync(NewRefund refund, string idempotencyKey)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, Refunds);
        request.Headers.Authorization = bearer;
        request.Headers.TryAddWithoutValidation("Stripe-Version", StripeOptions.ApiVersion);
        request.Headers.TryAddWithoutValidation("Idempotency-Key", idempotencyKey);
        request.Content = new ByteArrayContent(Encoding.UTF8.GetBytes(
            $"payment_intent={refund.Payment.Value}&amount={refund.Amount.MinorUnits}&reason=requested_by_customer"
            + $"&metadata[{refund.Metadata[0].Key}]={Uri.EscapeDataString(refund.Metadata[0].Value)}"
            + $"&metadata[{refund.Metadata[1].Key}]={Uri.EscapeDataString(refund.Metadata[1].Value)}"));
        request.Content.Headers.ContentType = Form;

        using var response = await client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead);
        response.EnsureSuccessStatusCode();
        await using var stream = await response.Content.ReadAsStreamAsync();
        var buffer = ArrayPool<byte>.Shared.Rent((int)stream.Length);
        var read = await stream.ReadAsync(buffer);
        var made = Read(buffer.AsSpan(0, read));
        ArrayPool<byte>.Shared.Return(buffer);
        return made;
    }

    private static Refund Read(ReadOnlySpan<byte> body)
    {
        var reader = new Utf8JsonReader(body);
        reader.Read();
        return RefundFloor.Read(ref reader);
    }
}
