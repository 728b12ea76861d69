using System.Diagnostics.CodeAnalysis;

namespace BillingContext.Testing;

/// <summary>One webhook delivery: hand it to the code under test, or drop, repeat or reorder it.</summary>
public sealed class SimulatedWebhook
{
    private readonly DateTimeOffset _signedAt;
    private readonly IReadOnlyList<string> _secrets;

    internal SimulatedWebhook(string eventId, string type, byte[] body, DateTimeOffset signedAt, IReadOnlyList<string> secrets)
    {
        EventId = eventId;
        Type = type;
        Body = body;
        SignatureHeader = WebhookSigner.Sign(body, secrets, signedAt);
        _signedAt = signedAt;
        _secrets = secrets;
    }

    /// <summary>The event's id: equal for every delivery of it.</summary>
    public string EventId { get; }

    /// <summary>The event's type.</summary>
    public string Type { get; }

    /// <summary>The exact bytes that were signed.</summary>
    public byte[] Body { get; }

    /// <summary>The value of the <c>Stripe-Signature</c> header.</summary>
    public string SignatureHeader { get; }

    /// <summary>The same body signed at another time, as a later attempt of Stripe's would be.</summary>
    public SimulatedWebhook SignedAt(DateTimeOffset time) => new(EventId, Type, Body, time, _secrets);

    /// <summary>The same body signed with other secrets: several while a secret is rolled.</summary>
    [SuppressMessage("Naming", "CA1720", Justification = "Signed as in signature.")]
    public SimulatedWebhook Signed(params IReadOnlyList<string> secrets) => new(EventId, Type, Body, _signedAt, secrets);
}
