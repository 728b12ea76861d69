using System.Data.Common;

namespace BillingContext.Relational.Tests.Framework;

/// <summary>What somebody with access to the database does by hand.</summary>
internal static class DataSourceExtensions
{
    internal static int Execute(this DbDataSource source, string sql)
    {
        using var command = source.CreateCommand(sql);
        return command.ExecuteNonQuery();
    }

    internal static long Count(this DbDataSource source, string sql)
    {
        using var command = source.CreateCommand(sql);
        return Convert.ToInt64(command.ExecuteScalar(), null);
    }
}
