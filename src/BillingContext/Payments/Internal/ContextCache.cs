using BillingContext.Internal;

namespace BillingContext.Payments.Internal;

/// <summary>Gives each who asks the context that is kept, a seat at the reading that is under way, or a reading of their own: one step, so that two never read for one.</summary>
internal sealed class ContextCache(TimeProvider time, Promises promises)
{
    private readonly Lock gate = new();
    private readonly KeptContexts kept = new();
    private readonly Dictionary<ContextOwner, List<ContextReading>> readings = [];

    /// <param name="asked">What is asked for.</param>
    /// <param name="maxAge">The greatest age accepted. With zero only a reading that begins now will do.</param>
    /// <param name="borrowedAge">How old what the asker brings along is: a new reading is no younger.</param>
    internal ContextTicket Ask(ContextKey asked, TimeSpan maxAge, TimeSpan borrowedAge)
    {
        lock (gate)
        {
            var now = time.GetTimestamp();
            var notBefore = now - Ticks(maxAge);
            if (maxAge > TimeSpan.Zero && kept.Find(asked, notBefore) is { } found)
            {
                return new ContextTicket(found.PartFor(asked), null, null, IsNew: false);
            }

            var running = readings.TryGetValue(asked.Owner, out var known) ? known : readings[asked.Owner] = [];
            var reading = maxAge > TimeSpan.Zero
                ? running.FindLast(one => !one.Outdated && one.StartedAt >= notBefore && one.Key.Covers(asked))
                : null;
            var isNew = reading is null;
            if (reading is null)
            {
                running.Add(reading = new ContextReading(asked, now - Ticks(borrowedAge)));
            }

            return new ContextTicket(null, reading, reading.Seat(promises), isNew);
        }
    }

    /// <summary>One that is older than was accepted, for want of a better.</summary>
    internal PaymentContext? FindOlder(ContextKey asked, TimeSpan maxAge)
    {
        lock (gate)
        {
            return kept.Find(asked, time.GetTimestamp() - Ticks(maxAge))?.PartFor(asked);
        }
    }

    /// <summary>Ends a reading: keeps what came, unless something changed meanwhile or stood in the way, and tells whoever waits.</summary>
    internal void Complete(ContextReading reading, ContextOutcome outcome, int maxContexts, int maxRecords)
    {
        lock (gate)
        {
            if (reading.IsClosed)
            {
                return;
            }

            Close(reading);
            if (outcome.Context is { } context && !reading.Outdated && context.Missing.All(gap => gap.Reason != DataGapReason.Busy))
            {
                kept.Keep(new KeptContext(reading.Key, context, reading.StartedAt), maxContexts, maxRecords);
            }
        }

        reading.Tell(outcome);
    }

    /// <summary>Gives up a seat. A reading that nobody waits for any more is ended.</summary>
    internal void Leave(ContextTicket ticket)
    {
        if (ticket is not { Reading: { } reading, Seat: { } seat })
        {
            return;
        }

        lock (gate)
        {
            if (reading.IsClosed)
            {
                return;
            }

            reading.Leave(seat);
            if (reading.HasSeats)
            {
                return;
            }

            Close(reading);
        }

        reading.Abandon();
    }

    /// <summary>Forgets a customer's contexts, a guest's, or whoever's shows the payment, if they were read before a change.</summary>
    internal void Drop(StripeScope scope, CustomerId? customer, PaymentId? payment, long change = long.MaxValue)
    {
        lock (gate)
        {
            if (customer is not null)
            {
                kept.Drop(new ContextOwner(scope, customer, null), change);
            }

            if (payment is { } id)
            {
                kept.Drop(new ContextOwner(scope, null, id), change);
                kept.DropShowing(scope, id, change);
            }

            foreach (var reading in readings.Values.SelectMany(running => running))
            {
                // A reading whose owner is another's stays; where the customer is not known, it may be anybody's.
                reading.Outdated |= reading.Key.Owner.Scope == scope && (customer is null || reading.Key.Owner.Customer is null || reading.Key.Owner.Customer == customer);
            }
        }
    }

    private void Close(ContextReading reading)
    {
        reading.IsClosed = true;
        var running = readings[reading.Key.Owner];
        running.Remove(reading);
        if (running.Count == 0)
        {
            readings.Remove(reading.Key.Owner);
        }
    }

    private long Ticks(TimeSpan span) => (long)(span.TotalSeconds * time.TimestampFrequency);
}
