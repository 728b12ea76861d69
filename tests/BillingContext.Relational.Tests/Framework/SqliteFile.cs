using System.Data.Common;
using Microsoft.Data.Sqlite;

namespace BillingContext.Relational.Tests.Framework;

/// <summary>A database file of a test's own; in memory where the machine has a memory disk, because tests need no lasting files.</summary>
internal sealed class SqliteFile : IDisposable
{
    private const string MemoryDisk = "/dev/shm";

    private readonly string folder =
        Directory.CreateDirectory(Path.Combine(Directory.Exists(MemoryDisk) ? MemoryDisk : Path.GetTempPath(), $"billingcontext-{Guid.NewGuid():N}")).FullName;

    private readonly List<DbDataSource> sources = [];

    /// <summary>Another way to the same file, with a pool of its own, as another process would have.</summary>
    internal DbDataSource Open(string more = "")
    {
        // A pool belongs to a connection string, so each gets one of its own.
        var source = SqliteFactory.Instance.CreateDataSource($"Data Source={Path.Combine(folder, "billing.db")};Default Timeout={30 + sources.Count};{more}");
        sources.Add(source);
        return source;
    }

    /// <summary>Every byte there is on the disk, with what has not gone into the database proper yet.</summary>
    internal byte[] Bytes() => [.. Directory.EnumerateFiles(folder).SelectMany(path =>
    {
        using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
        var bytes = new byte[file.Length];
        file.ReadExactly(bytes);
        return bytes;
    })];

    public void Dispose()
    {
        foreach (var source in sources)
        {
            using var connection = (SqliteConnection)source.CreateConnection();
            SqliteConnection.ClearPool(connection);
            source.Dispose();
        }

        Directory.Delete(folder, recursive: true);
    }
}
