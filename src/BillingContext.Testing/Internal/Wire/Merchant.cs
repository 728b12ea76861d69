namespace BillingContext.Testing.Internal.Wire;

/// <summary>The accounts behind one simulator and the keys that open them.</summary>
internal sealed class Merchant(Books test, Books live)
{
    private readonly Dictionary<string, ApiKey> _keys = new(StringComparer.Ordinal);
    private readonly Dictionary<string, Books> _connected = new(StringComparer.Ordinal);

    public bool AcceptAnyTestKey { get; set; }

    public void AddKey(ApiKey key) => _keys[key.Text] = key;

    public ApiKey Key(string text)
        => _keys.GetValueOrDefault(text)
            ?? throw new ArgumentException("The simulator does not know this key: add it first.", nameof(text));

    public void Connect(Books books) => _connected.Add(books.AccountId, books);

    public Books? OtherMode(Books books) => books == test ? live : books == live ? test : null;

    /// <summary>https://docs.stripe.com/api/authentication and https://docs.stripe.com/connect/authentication</summary>
    public StripeError? Authenticate(WireRequest request, out ApiKey? key, out Books? books)
    {
        (key, books) = (null, null);
        if (Credentials.Read(request.Header("Authorization")) is not { } text)
        {
            return Errors.NoKey;
        }

        if (text.StartsWith("pk_", StringComparison.Ordinal))
        {
            return Errors.PublishableKey;
        }

        if (!_keys.TryGetValue(text, out key))
        {
            if (!AcceptAnyTestKey || text.Length <= 8 || !(text.StartsWith("sk_test_", StringComparison.Ordinal)
                || text.StartsWith("rk_test_", StringComparison.Ordinal)))
            {
                return Errors.InvalidKey(new ApiKey(text, []));
            }

            key = new ApiKey(text, null);
        }

        if (key.Revoked)
        {
            return Errors.ExpiredKey(key);
        }

        var own = key.Livemode ? live : test;
        var account = request.Header("Stripe-Account") ?? request.Header("Stripe-Context") ?? own.AccountId;
        var mayAct = key is { Livemode: false, IsRestricted: false };
        books = account == own.AccountId ? own : mayAct ? _connected.GetValueOrDefault(account) : null;
        return books is null ? Errors.NoAccess(key, account) : null;
    }
}
