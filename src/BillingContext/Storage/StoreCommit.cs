namespace BillingContext.Storage;

/// <summary>What became of a batch.</summary>
public enum StoreCommit
{
    /// <summary>Some version was not the stored one: nothing was written. Read again and decide again.</summary>
    Conflict = 0,

    /// <summary>All of it is durable.</summary>
    Applied,
}
