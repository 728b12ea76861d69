namespace BillingContext.StripeAdapter.Internal;

/// <summary>Changes something with the merchant's write key, and says what is certain about it afterwards.</summary>
internal sealed class StripeWrites(StripeHttpClient http, MerchantAccess access)
{
    /// <summary>The merchant's credentials. The caller's token counts until they are there: an attempt that left is waited for.</summary>
    internal async ValueTask<MerchantCredentials> CredentialsAsync(StripeScope scope, CancellationToken cancellationToken)
    {
        var merchant = await access.CredentialsAsync(scope, cancellationToken).ConfigureAwait(false);
        cancellationToken.ThrowIfCancellationRequested();
        return merchant;
    }

    internal async Task<StripeWriteResult<T>> SendAsync<TWire, T>(StripeCall call, Func<TWire, T> read)
        where TWire : class
        where T : class
    {
        var answer = await http.SendAsync(call).ConfigureAwait(false);
        return answer switch
        {
            { Value: TWire made } => Made(made, read),
            { Failure: { Approval: { } approval } } => StripeWriteResult.AwaitingApproval<T>(approval),
            { Failure: { } failure } when call.MayHaveLanded => StripeWriteResult.Unknown<T>(failure.Error),
            { Failure: { } failure } => StripeWriteResult.Refused<T>(failure.Error),
            _ => throw new InvalidOperationException("An answer is a value or a failure."),
        };
    }

    private static StripeWriteResult<T> Made<TWire, T>(TWire made, Func<TWire, T> read)
        where T : class
    {
        try
        {
            return StripeWriteResult.Done(read(made));
        }
        catch (StripeAdapterException exception)
        {
            // Something happened, but not even to what can be told.
            return StripeWriteResult.Unknown<T>(exception);
        }
    }
}
