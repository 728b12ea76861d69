using System.Text.Json;
using Microsoft.AspNetCore.Http;

namespace ServedStripe;

/// <summary>An error in Stripe's shape: https://docs.stripe.com/api/errors</summary>
internal static class ErrorAnswer
{
    public static byte[] Body(string type, string message)
        => JsonSerializer.SerializeToUtf8Bytes(new { error = new { message, type } });

    public static async Task WriteAsync(HttpResponse response, int status, string type, string message)
    {
        var body = Body(type, message);
        response.StatusCode = status;
        response.ContentType = "application/json";
        response.ContentLength = body.Length;
        await response.Body.WriteAsync(body);
    }
}
