using System.Diagnostics.Metrics;
using System.Net;
using BillingContext.AspNetCore.Tests.Framework;
using BillingContext.Telemetry;
using BillingContext.Testing;
using BillingContext.Tests.Telemetry;
using BillingContext.Webhooks;

namespace BillingContext.AspNetCore.Tests.Webhooks;

/// <summary>Bodies that nobody should read to their end. On the server that hosts use, because its own limits count too, and in memory.</summary>
public class WebhookBodyTests
{
    private const string Path = "/webhooks/stripe";

    [TestCase(true)]
    [TestCase(false)]
    public async Task A_body_of_the_greatest_size_is_read(bool onPort)
    {
        await using var desk = await WebDesk.StartAsync(onPort: onPort);
        var body = Filled(WebhookDelivery.LargestBody);

        var answer = await desk.PostSignedAsync(body, Path);

        Assert.That(answer.StatusCode, Is.EqualTo(HttpStatusCode.OK));
    }

    [TestCase(true)]
    [TestCase(false)]
    public async Task One_byte_more_is_answered_413(bool onPort)
    {
        await using var desk = await WebDesk.StartAsync(onPort: onPort);

        var answer = await desk.PostSignedAsync(Filled(WebhookDelivery.LargestBody + 1), Path);

        Assert.That(answer.StatusCode, Is.EqualTo(HttpStatusCode.RequestEntityTooLarge));
    }

    [Test]
    public async Task A_body_that_says_it_is_too_large_is_refused_before_a_byte_of_it_came()
    {
        await using var desk = await WebDesk.StartAsync(onPort: true);
        using var connection = await RawConnection.OpenAsync(desk);

        await connection.SendAsync($"POST {Path} HTTP/1.1\r\nHost: localhost\r\nContent-Length: {WebhookDelivery.LargestBody + 1}\r\n\r\n");

        Assert.That(await connection.StatusLineAsync(), Does.StartWith("HTTP/1.1 413"));
    }

    [Test]
    public async Task A_body_that_does_not_say_its_size_is_read_up_to_the_limit()
    {
        await using var desk = await WebDesk.StartAsync(onPort: true);
        using var connection = await RawConnection.OpenAsync(desk);
        var chunk = new string('x', 0x8000);

        await connection.SendAsync($"POST {Path} HTTP/1.1\r\nHost: localhost\r\nTransfer-Encoding: chunked\r\n\r\n");
        for (var sent = 0; sent <= WebhookDelivery.LargestBody; sent += chunk.Length)
        {
            await connection.SendAsync($"8000\r\n{chunk}\r\n");
        }

        Assert.That(await connection.StatusLineAsync(), Does.StartWith("HTTP/1.1 413"), "and the body has no end yet");
    }

    [Test]
    public async Task In_memory_too_a_body_without_end_is_read_up_to_the_limit()
    {
        await using var desk = await WebDesk.StartAsync();

        var answer = await desk.PostAsync(new UnfinishedContent(Filled(WebhookDelivery.LargestBody + 1)), "t=1,v1=00");

        Assert.That(answer.StatusCode, Is.EqualTo(HttpStatusCode.RequestEntityTooLarge));
    }

    [Test]
    public async Task A_body_that_is_too_slow_is_answered_408_by_the_containers_clock()
    {
        await using var desk = await WebDesk.StartAsync();
        var began = desk.Time.GetUtcNow();

        var answering = desk.PostAsync(new UnfinishedContent([(byte)'{']), "t=1,v1=00");
        await desk.AdvanceUntilAsync(answering);

        Assert.That((await answering).StatusCode, Is.EqualTo(HttpStatusCode.RequestTimeout));
        Assert.That(desk.Time.GetUtcNow() - began, Is.GreaterThanOrEqualTo(TimeSpan.FromSeconds(10)));
    }

    [Test]
    public async Task On_a_port_too_a_slow_body_is_answered_408()
    {
        await using var desk = await WebDesk.StartAsync(onPort: true);
        using var connection = await RawConnection.OpenAsync(desk);

        await connection.SendAsync($"POST {Path} HTTP/1.1\r\nHost: localhost\r\nContent-Length: 100\r\n\r\n{{");
        var answering = connection.StatusLineAsync();
        await desk.AdvanceUntilAsync(answering);

        Assert.That(await answering, Does.StartWith("HTTP/1.1 408"));
    }

    [Test]
    public async Task Who_hangs_up_in_the_middle_is_no_error()
    {
        await using var desk = await WebDesk.StartAsync(onPort: true);
        using (var connection = await RawConnection.OpenAsync(desk))
        {
            await connection.SendAsync($"POST {Path} HTTP/1.1\r\nHost: localhost\r\nContent-Length: 100\r\n\r\n{{");
            await WebDesk.UntilAsync(() => desk.Logs.All.Any(line => line.Contains("Executing endpoint", StringComparison.Ordinal)));
        }

        await WebDesk.UntilAsync(() => desk.Logs.All.Any(line => line.Contains("Executed endpoint", StringComparison.Ordinal)));
        Assert.That(desk.Logs.All, Has.None.StartsWith("Error"));
    }

    [Test]
    public async Task What_is_refused_early_is_counted_and_logged_like_what_is_refused_late()
    {
        await using var desk = await WebDesk.StartAsync();
        using var instruments = new Instruments(desk.Get<IMeterFactory>());

        await desk.PostSignedAsync(Filled(WebhookDelivery.LargestBody + 1), Path);
        await desk.PostAsync(new ByteArrayContent([1]), "t=1,v1=00");

        Assert.That(
            instruments.Measurements.Where(measured => measured.Name == BillingContextTelemetry.WebhookDeliveries).Select(measured => $"{measured.Text} {measured.Value}"),
            Is.EqualTo(Enumerable.Repeat("billingcontext.outcome=Rejected 1", 2)));
        Assert.That(desk.Logs.All, Has.Some.StartsWith("Warning WebhookRefused").And.Contains("body.too_large"));
    }

    /// <summary>An event of exactly so many bytes.</summary>
    private static byte[] Filled(int size)
    {
        var body = Some.Event();
        var padding = new byte[size - body.Length];
        padding.AsSpan().Fill((byte)' ');
        return [.. body, .. padding];
    }
}
