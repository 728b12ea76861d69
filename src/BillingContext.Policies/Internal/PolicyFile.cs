using System.Security;

namespace BillingContext.Policies.Internal;

/// <summary>Reads a policy's file, never more of it than a policy may have.</summary>
internal static class PolicyFile
{
    internal static byte[] Read(string path)
    {
        try
        {
            using var file = File.OpenRead(path);
            var buffer = new byte[PolicyJson.MaxBytes + 1];
            var length = file.ReadAtLeast(buffer, buffer.Length, throwOnEndOfStream: false);
            return buffer[..length];
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or SecurityException or ArgumentException or NotSupportedException)
        {
            throw Problems.Only("policy.unreadable", $"The file {(Printable.IsPlain(path) ? $"'{path}'" : Printable.Quote(path))} could not be read ({e.GetType().Name}).", e);
        }
    }
}
