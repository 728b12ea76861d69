namespace BillingContext.Relational.Internal;

/// <summary>What is stored is not what was written: said with table and key, never with what was found there.</summary>
internal static class Altered
{
    internal const string Code = "store.altered";

    private const int LongestKey = 200;

    internal static BillingException Row(string table, string key, Exception? cause = null) => new(
        Code,
        $"Table {table}, {Line(key)}: the record is not one that this version wrote or can read. Somebody altered it, or a newer "
        + "version wrote it. Restore the row from a backup, or update this node.",
        cause);

    internal static BillingException Table(string table, string expected) => new(
        Code, $"Table {table} does not hold what it should: {expected}. Somebody altered it; restore it from a backup.");

    private static string Line(string key) => string.Concat(key.Take(LongestKey).Select(letter => char.IsControl(letter) ? '\uFFFD' : letter));
}
