namespace BillingContext.Testing.Internal.Wire;

/// <summary>A response before it is anybody's <see cref="HttpResponseMessage"/>.</summary>
internal sealed class Reply(int status, byte[] body)
{
    public int Status { get; } = status;

    public byte[] Body { get; } = body;

    public Dictionary<string, string> Headers { get; } = [];

    public HttpResponseMessage ToResponse(HttpRequestMessage request)
    {
        var response = new HttpResponseMessage((System.Net.HttpStatusCode)Status)
        {
            Content = new ByteArrayContent(Body),
            RequestMessage = request,
        };
        response.Content.Headers.TryAddWithoutValidation("Content-Type", "application/json");
        foreach (var (name, value) in Headers)
        {
            response.Headers.TryAddWithoutValidation(name, value);
        }

        return response;
    }
}
