namespace BillingContext.Testing.Internal.Wire;

/// <summary>https://docs.stripe.com/api/idempotent_requests</summary>
internal sealed class IdempotencyKeys
{
    private const long KeptSeconds = 24 * 60 * 60;
    private readonly Dictionary<(string Account, bool Livemode, string Key), KeptRequest> _kept = [];
    private readonly Queue<((string, bool, string) Place, KeptRequest Request)> _oldest = new();

    /// <summary>The first request made with the key; a new entry, still open, when there is none.</summary>
    public KeptRequest Claim(
        Books books, string key, WireRequest request, string parameters, string requestId, long now, out bool isNew)
    {
        Prune(now);
        var place = (books.AccountId, books.Livemode, key);
        isNew = !_kept.TryGetValue(place, out var kept);
        if (kept is null)
        {
            kept = new KeptRequest(key, request.Path, parameters, requestId, now);
            _kept.Add(place, kept);
            _oldest.Enqueue((place, kept));
        }

        return kept;
    }

    /// <summary>Nothing is kept of a request that did not get as far as running.</summary>
    public void Release(Books books, string key) => _kept.Remove((books.AccountId, books.Livemode, key));

    private void Prune(long now)
    {
        while (_oldest.TryPeek(out var entry) && now - entry.Request.At > KeptSeconds)
        {
            _oldest.Dequeue();
            if (_kept.GetValueOrDefault(entry.Place) == entry.Request)
            {
                _kept.Remove(entry.Place);
            }
        }
    }
}
