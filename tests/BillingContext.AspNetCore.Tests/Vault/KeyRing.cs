namespace BillingContext.AspNetCore.Tests.Vault;

/// <summary>A folder with a key ring, gone when the test is.</summary>
internal sealed class KeyRing : IDisposable
{
    internal DirectoryInfo Folder { get; } = Directory.CreateTempSubdirectory("billingcontext-ring-");

    public void Dispose() => Folder.Delete(recursive: true);
}
