namespace BillingContext.Payments.Internal;

/// <summary>Contexts that were read lately, the longest unused forgotten first. Remembers whose each shown payment is.</summary>
internal sealed class ContextCache(TimeProvider time)
{
    private readonly Lock gate = new();
    private readonly Dictionary<ContextKey, LinkedListNode<Entry>> entries = [];
    private readonly LinkedList<Entry> byUse = new();
    private readonly Dictionary<ContextOwner, HashSet<ContextKey>> keys = [];
    private readonly Dictionary<(StripeScope Scope, PaymentId Payment), HashSet<ContextKey>> shownBy = [];
    private readonly HashSet<Reading> readings = [];

    internal PaymentContext? Find(ContextKey key, TimeSpan maxAge)
    {
        lock (gate)
        {
            if (!entries.TryGetValue(key, out var node) || time.GetElapsedTime(node.Value.ReadAt) > maxAge)
            {
                return null;
            }

            byUse.Remove(node);
            byUse.AddFirst(node);
            return node.Value.Context;
        }
    }

    /// <summary>Says that a context is being read, so that a change in the meantime keeps it out of the cache.</summary>
    internal Reading Begin(ContextKey key)
    {
        var reading = new Reading(key, time.GetTimestamp());
        lock (gate)
        {
            readings.Add(reading);
        }

        return reading;
    }

    internal void Complete(Reading reading, PaymentContext? context, int capacity)
    {
        lock (gate)
        {
            readings.Remove(reading);
            if (context is null || reading.Outdated || capacity == 0)
            {
                return;
            }

            Remove(reading.Key);
            entries[reading.Key] = byUse.AddFirst(new Entry(reading.Key, context, reading.StartedAt));
            (keys.TryGetValue(reading.Key.Owner, out var known) ? known : keys[reading.Key.Owner] = []).Add(reading.Key);
            foreach (var payment in context.Payments)
            {
                var shown = (reading.Key.Owner.Scope, payment.Id);
                (shownBy.TryGetValue(shown, out var others) ? others : shownBy[shown] = []).Add(reading.Key);
            }

            while (entries.Count > capacity)
            {
                Remove(byUse.Last!.Value.Key);
            }
        }
    }

    /// <summary>Forgets a customer's contexts, a guest's, or whoever's shows the payment.</summary>
    internal void Drop(StripeScope scope, CustomerId? customer, PaymentId? payment)
    {
        lock (gate)
        {
            if (customer is not null)
            {
                Drop(new ContextOwner(scope, customer, null));
            }

            if (payment is { } id)
            {
                Drop(new ContextOwner(scope, null, id));
                foreach (var key in shownBy.GetValueOrDefault((scope, id))?.ToList() ?? [])
                {
                    Drop(key.Owner);
                }
            }

            foreach (var reading in readings)
            {
                // A reading whose owner is another's stays; where the customer is not known, it may be anybody's.
                reading.Outdated |= reading.Key.Owner.Scope == scope && (customer is null || reading.Key.Owner.Customer is null || reading.Key.Owner.Customer == customer);
            }
        }
    }

    private void Drop(ContextOwner owner)
    {
        if (keys.TryGetValue(owner, out var owned))
        {
            foreach (var key in owned.ToList())
            {
                Remove(key);
            }
        }
    }

    private void Remove(ContextKey key)
    {
        if (!entries.Remove(key, out var node))
        {
            return;
        }

        byUse.Remove(node);
        foreach (var payment in node.Value.Context.Payments)
        {
            var shown = (key.Owner.Scope, payment.Id);
            if (shownBy.TryGetValue(shown, out var others) && others.Remove(key) && others.Count == 0)
            {
                shownBy.Remove(shown);
            }
        }

        var owned = keys[key.Owner];
        owned.Remove(key);
        if (owned.Count == 0)
        {
            keys.Remove(key.Owner);
        }
    }

    internal sealed class Reading(ContextKey key, long startedAt)
    {
        internal ContextKey Key { get; } = key;

        internal long StartedAt { get; } = startedAt;

        internal bool Outdated { get; set; }
    }

    private sealed record Entry(ContextKey Key, PaymentContext Context, long ReadAt);
}
