using BillingContext.Testing.Internal;
using BillingContext.Testing.Internal.Faults;
using BillingContext.Testing.Internal.Wire;

namespace BillingContext.Testing;

/// <summary>A Stripe of one's own: it keeps state, speaks Stripe's wire format and makes mistakes on request.</summary>
/// <remarks>
/// Set the scene through <see cref="Account"/>, give <see cref="CreateHandler"/> to the code under test, and look at the
/// account again. Safe to use from several threads. Without latency a request is answered on the calling thread.
/// What it does not simulate it refuses, and says so.
/// </remarks>
public sealed class StripeSimulator
{
    /// <summary>The secret key of the default account in test mode.</summary>
    public const string SecretKey = "sk_test_simulator";

    /// <summary>The secret key of the default account in live mode.</summary>
    public const string LiveSecretKey = "sk_live_simulator";

    /// <summary>What webhooks are signed with.</summary>
    public const string WebhookSecret = "whsec_simulator_0123456789abcdef";

    private const string AccountId = "acct_1Simulator0000000";
    private readonly Lock _gate = new();
    private readonly IdSequence _ids = new();
    private readonly Merchant _merchant;
    private readonly StripeServer _server;
    private readonly Line _line;

    /// <summary>An empty Stripe.</summary>
    /// <param name="timeProvider">Its only source of time; a new <see cref="ManualTimeProvider"/> when left out.</param>
    public StripeSimulator(TimeProvider? timeProvider = null)
    {
        TimeProvider = timeProvider ?? new ManualTimeProvider();
        var (test, live) = (OpenBooks(AccountId, livemode: false), OpenBooks(AccountId, livemode: true));
        (Account, LiveAccount) = (new SimulatedAccount(test), new SimulatedAccount(live));
        _merchant = new Merchant(test, live);
        _merchant.AddKey(new ApiKey(SecretKey, null));
        _merchant.AddKey(new ApiKey(LiveSecretKey, null));
        _server = new StripeServer(_gate, _ids, _merchant);
        _line = new Line(TimeProvider, _server, Faults);
    }

    /// <summary>The clock that every time and every delay comes from.</summary>
    public TimeProvider TimeProvider { get; }

    /// <summary>The default account in test mode.</summary>
    public SimulatedAccount Account { get; }

    /// <summary>The same account in live mode: other data, other keys.</summary>
    public SimulatedAccount LiveAccount { get; }

    /// <summary>What shall go wrong.</summary>
    public SimulatorFaults Faults { get; } = new();

    /// <summary>The requests that arrived, oldest first; the newest 10,000 are kept.</summary>
    public IReadOnlyList<SimulatedRequest> Requests => _server.Requests;

    /// <summary>How long search takes to notice a change.</summary>
    /// <value>The default is one minute.</value>
    public TimeSpan SearchLag
    {
        get => _server.SearchLag;
        set => _server.SearchLag = value;
    }

    /// <summary>
    /// Whether any <c>sk_test_…</c> or <c>rk_test_…</c> opens the default account in test mode, for clients that bring their own.
    /// </summary>
    /// <value>The default is <see langword="false"/>. Keys that were added or revoked stay what they are.</value>
    public bool AcceptAnyTestKey
    {
        get => _merchant.AcceptAnyTestKey;
        set => _merchant.AcceptAnyTestKey = value;
    }

    /// <summary>Adds an account that <see cref="SecretKey"/> reaches with a <c>Stripe-Account</c> header, in test mode.</summary>
    public SimulatedAccount AddConnectedAccount(string accountId)
    {
        ArgumentException.ThrowIfNullOrEmpty(accountId);

        var books = OpenBooks(accountId, livemode: false, connected: true);
        lock (_gate)
        {
            _merchant.Connect(books);
        }

        return new SimulatedAccount(books);
    }

    /// <summary>Adds a restricted key to the default account; its text says the mode (<c>_test_</c> or <c>_live_</c>).</summary>
    /// <param name="key">The key, <c>rk_test_support</c> say.</param>
    /// <param name="permissions">What it may do: <c>charge_read</c>, <c>refund_write</c> … Write includes read.</param>
    public void AddRestrictedKey(string key, params string[] permissions)
    {
        ArgumentException.ThrowIfNullOrEmpty(key);

        lock (_gate)
        {
            _merchant.AddKey(new ApiKey(key, permissions));
        }
    }

    /// <summary>From now on the key is answered with 401 <c>api_key_expired</c>.</summary>
    public void RevokeKey(string key)
    {
        lock (_gate)
        {
            _merchant.Key(key).Revoked = true;
        }
    }

    /// <summary>Narrows or widens a key, a secret one too.</summary>
    public void SetPermissions(string key, params string[] permissions)
    {
        lock (_gate)
        {
            _merchant.Key(key).SetPermissions(permissions);
        }
    }

    /// <summary>A way in for an <see cref="HttpClient"/>. All of them share this Stripe; disposing one does no harm.</summary>
    public HttpMessageHandler CreateHandler() => new SimulatorHandler(_line);

    /// <summary>Empties <see cref="Requests"/>.</summary>
    public void ClearRequests() => _server.ClearRequests();

    private Books OpenBooks(string accountId, bool livemode, bool connected = false)
        => new(TimeProvider, _ids, _gate, accountId, livemode, connected);
}
