using System.Data.Common;
using System.Security.Cryptography;
using Microsoft.Data.Sqlite;

namespace HelpdeskConsole.Kept;

/// <summary>A SQLite file that outlives the program, and beside it the key of its audit log.</summary>
internal sealed class KeptStore : IDisposable
{
    private const int KeyBytes = 32;

    private KeptStore(string path, string auditKey, bool isNew)
    {
        (AuditKey, IsNew) = (auditKey, isNew);
        Source = SqliteFactory.Instance.CreateDataSource(new SqliteConnectionStringBuilder { DataSource = path }.ConnectionString);
    }

    internal DbDataSource Source { get; }

    internal string AuditKey { get; }

    /// <summary>Whether this is the first run on the file.</summary>
    internal bool IsNew { get; }

    /// <summary>Where the key is: in earnest not beside what it protects, but where secrets are kept.</summary>
    internal static string KeyOf(string path) => path + ".key";

    /// <exception cref="IOException">A file cannot be made or read.</exception>
    internal static KeptStore Open(string path)
    {
        var isNew = !File.Exists(path);
        if (isNew && !File.Exists(KeyOf(path)))
        {
            MakeKey(KeyOf(path));
        }

        return new KeptStore(path, File.ReadAllText(KeyOf(path)).Trim(), isNew);
    }

    public void Dispose() => Source.Dispose();

    private static void MakeKey(string path)
    {
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        }

        using var file = new StreamWriter(path, options);
        file.WriteLine(Convert.ToBase64String(RandomNumberGenerator.GetBytes(KeyBytes)));
    }
}
