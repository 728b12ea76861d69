namespace BillingContext.Vault.Internal;

/// <summary>Encrypts secrets into records and back. What does not come back exactly as it was kept is an error of one merchant's, and names no secret.</summary>
internal sealed class SecretSealing(IEnumerable<ISecretProtector> protectors)
{
    internal const string Missing =
        "Merchants are kept (UseKeptMerchants), but nothing encrypts their secrets. In an ASP.NET Core host call UseDataProtection() of BillingContext.AspNetCore; "
        + "elsewhere register an ISecretProtector of your own as a singleton.";

    private readonly ISecretProtector? protector = protectors.LastOrDefault();

    internal bool CanSeal => protector is not null;

    private ISecretProtector Protector => protector ?? throw new InvalidOperationException(Missing);

    internal async ValueTask<ProtectedSecret> SealAsync(StripeScope scope, KeptSecret shown, string secret, CancellationToken cancellationToken)
    {
        var name = SecretWords.Name(shown.Kind);
        string text;
        bool comesBack;
        try
        {
            // What could not be decrypted again, such as under a key that was revoked, must not take the place of what can.
            text = await Protector.ProtectAsync(scope, shown.Kind, secret, cancellationToken).ConfigureAwait(false);
            comesBack = await Protector.UnprotectAsync(scope, shown.Kind, text, cancellationToken).ConfigureAwait(false) == secret;
        }
        catch (Exception exception) when (IsFailure(exception, cancellationToken))
        {
            throw NotSealed(scope, name, "Mend what protects secrets (the key ring of Data Protection, or the host's ISecretProtector), and set it again.", exception);
        }

        return comesBack && !text.Contains(secret, StringComparison.Ordinal)
            ? new ProtectedSecret(shown, text)
            : throw NotSealed(scope, name, "The host's ISecretProtector gave back the secret itself, or something else than went in: mend it, and set the secret again.", null);
    }

    internal async ValueTask<string> OpenAsync(StripeScope scope, ProtectedSecret kept, CancellationToken cancellationToken)
    {
        var kind = kept.Shown.Kind;
        string secret;
        try
        {
            secret = await Protector.UnprotectAsync(scope, kind, kept.Text, cancellationToken).ConfigureAwait(false);
        }
        catch (Exception exception) when (IsFailure(exception, cancellationToken))
        {
            throw Unreadable(scope, kind, exception);
        }

        // A protector that does not notice an altered text, or a label that somebody changed.
        var isIntact = SecretWords.Describe(kind, secret) is null
            && SecretWords.LastFourOf(secret) == kept.Shown.LastFour
            && (kind == SecretKind.WebhookSecret || StripeApiKey.Parse(secret).Livemode == scope.Livemode);
        return isIntact ? secret : throw Unreadable(scope, kind, null);
    }

    /// <summary>Whether a secret is the one that is kept. One that cannot be read is another: setting it again mends it.</summary>
    internal async ValueTask<bool> IsSameAsync(StripeScope scope, ProtectedSecret kept, string secret, CancellationToken cancellationToken)
    {
        try
        {
            return await OpenAsync(scope, kept, cancellationToken).ConfigureAwait(false) == secret;
        }
        catch (BillingException)
        {
            return false;
        }
    }

    internal static BillingException Unreadable(StripeScope scope, SecretKind kind, Exception? cause) => new(
        "vault.unreadable",
        $"The {SecretWords.Name(kind)} kept for merchant '{scope.Merchant}' ({scope}) cannot be decrypted, so nothing was asked of Stripe for it. If the key ring of Data Protection, or whatever "
        + "protects secrets here, was lost, moved, renamed or revoked, bring it back; else somebody altered the row: set the secret anew with IMerchantVault.",
        cause);

    private static BillingException NotSealed(StripeScope scope, string name, string fix, Exception? cause) => new(
        "vault.not_protected", $"The {name} of merchant '{scope.Merchant}' could not be encrypted and was not kept. {fix}", cause);

    private static bool IsFailure(Exception exception, CancellationToken cancellationToken) =>
        exception is not InvalidOperationException { Message: Missing } && !(exception is OperationCanceledException && cancellationToken.IsCancellationRequested);
}
