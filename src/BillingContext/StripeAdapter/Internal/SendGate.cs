namespace BillingContext.StripeAdapter.Internal;

/// <summary>
/// The innermost handler, past every wait and every handler of the host's. Stops what leaves too late: the process may have stood still
/// since its lease was looked at. Counts what really leaves within one attempt: a host may have given every client a handler that
/// retries by itself, and then a refusal we see may follow a request that landed.
/// </summary>
internal sealed class SendGate(TimeProvider time) : DelegatingHandler
{
    private static readonly HttpRequestOptionsKey<StripeCall> Call = new("billingcontext.call");

    internal static void Attach(HttpRequestMessage request, StripeCall call) => request.Options.Set(Call, call);

    protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        if (request.Options.TryGetValue(Call, out var call))
        {
            if (time.GetUtcNow() >= call.SendBefore)
            {
                throw new TooLateException();
            }

            call.CountSend();
        }

        return base.SendAsync(request, cancellationToken);
    }

    internal sealed class TooLateException() : Exception("It is too late to send this request.");
}
