namespace BillingContext.Vault;

/// <summary>What a secret is for. One that was kept for something else does not decrypt.</summary>
public enum SecretKind
{
    /// <summary>Signs the merchant's webhooks (<c>whsec_…</c>). It never leaves this process.</summary>
    WebhookSecret = 0,

    /// <summary>The API key that reads; it writes too where there is no <see cref="WriteKey"/>.</summary>
    ReadKey,

    /// <summary>The API key that refunds and cancels.</summary>
    WriteKey,
}
