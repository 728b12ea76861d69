using System.Net;

namespace BillingContext.AspNetCore.Tests.Framework;

/// <summary>A body that begins and goes no further.</summary>
internal sealed class UnfinishedContent(byte[] beginning) : HttpContent
{
    protected override async Task SerializeToStreamAsync(Stream stream, TransportContext? context)
    {
        await stream.WriteAsync(beginning);
        await stream.FlushAsync();
        await new TaskCompletionSource().Task;
    }

    protected override bool TryComputeLength(out long length)
    {
        length = -1;
        return false;
    }
}
