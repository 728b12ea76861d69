namespace BillingContext.Payments.Internal;

/// <summary>Contexts that were read lately, the longest unused forgotten first. Remembers whose each shown payment is. Its owner locks.</summary>
internal sealed class KeptContexts
{
    private readonly Dictionary<ContextOwner, List<LinkedListNode<KeptContext>>> byOwner = [];
    private readonly LinkedList<KeptContext> byUse = new();
    private readonly Dictionary<(StripeScope Scope, PaymentId Payment), HashSet<ContextOwner>> shownBy = [];
    private int records;

    /// <summary>The youngest that holds what is asked for and is no older.</summary>
    internal KeptContext? Find(ContextKey asked, long notBefore)
    {
        LinkedListNode<KeptContext>? found = null;
        foreach (var node in byOwner.GetValueOrDefault(asked.Owner) ?? [])
        {
            if (node.Value.ReadAt >= notBefore && node.Value.Answers(asked) && (found is null || node.Value.ReadAt > found.Value.ReadAt))
            {
                found = node;
            }
        }

        if (found is not null)
        {
            byUse.Remove(found);
            byUse.AddFirst(found);
        }

        return found?.Value;
    }

    /// <summary>Keeps one, in the place of those it makes needless, as far as there is room.</summary>
    internal void Keep(KeptContext context, int maxContexts, int maxRecords)
    {
        var owner = context.Key.Owner;
        foreach (var older in byOwner.GetValueOrDefault(owner)?.Where(older => context.Answers(older.Value.Key)).ToList() ?? [])
        {
            Remove(older);
        }

        (byOwner.TryGetValue(owner, out var owned) ? owned : byOwner[owner] = []).Add(byUse.AddFirst(context));
        records += context.Records;
        foreach (var payment in context.Context.Payments)
        {
            var shown = (owner.Scope, payment.Id);
            (shownBy.TryGetValue(shown, out var owners) ? owners : shownBy[shown] = []).Add(owner);
        }

        while (byUse.Count > maxContexts || records > maxRecords)
        {
            Remove(byUse.Last!);
        }
    }

    /// <summary>Forgets an owner's contexts that were read before a change.</summary>
    internal void Drop(ContextOwner owner, long change)
    {
        foreach (var node in byOwner.GetValueOrDefault(owner)?.Where(node => node.Value.Context.ChangeToken.Sequence < change).ToList() ?? [])
        {
            Remove(node);
        }
    }

    /// <summary>Forgets whoever's contexts show the payment, if they were read before a change.</summary>
    internal void DropShowing(StripeScope scope, PaymentId payment, long change)
    {
        foreach (var owner in shownBy.GetValueOrDefault((scope, payment))?.ToList() ?? [])
        {
            Drop(owner, change);
        }
    }

    private void Remove(LinkedListNode<KeptContext> node)
    {
        var owner = node.Value.Key.Owner;
        var owned = byOwner[owner];
        owned.Remove(node);
        byUse.Remove(node);
        records -= node.Value.Records;
        if (owned.Count == 0)
        {
            byOwner.Remove(owner);
        }

        foreach (var payment in node.Value.Context.Payments)
        {
            var shown = (owner.Scope, payment.Id);
            var isShown = owned.Exists(other => other.Value.Context.Payments.Any(known => known.Id == payment.Id));
            if (!isShown && shownBy.TryGetValue(shown, out var owners) && owners.Remove(owner) && owners.Count == 0)
            {
                shownBy.Remove(shown);
            }
        }
    }
}
