namespace BillingContext.StripeAdapter.Internal;

/// <summary>
/// The innermost handler: counts what really leaves within one attempt. A host may have given every client a handler that
/// retries by itself; then a refusal we see may follow a request that landed.
/// </summary>
internal sealed class SendCounter : DelegatingHandler
{
    private static readonly HttpRequestOptionsKey<StripeCall> Call = new("billingcontext.call");

    internal static void Attach(HttpRequestMessage request, StripeCall call) => request.Options.Set(Call, call);

    protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        if (request.Options.TryGetValue(Call, out var call))
        {
            call.CountSend();
        }

        return base.SendAsync(request, cancellationToken);
    }
}
