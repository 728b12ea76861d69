using Microsoft.AspNetCore.Http;

namespace ServedStripe;

/// <summary>An error in Stripe's shape: https://docs.stripe.com/api/errors</summary>
internal static class ErrorAnswer
{
    public static Task WriteAsync(HttpResponse response, int status, string type, string message, string? param = null)
    {
        response.StatusCode = status;
        return response.WriteAsJsonAsync(new { error = new { message, param, type } });
    }
}
