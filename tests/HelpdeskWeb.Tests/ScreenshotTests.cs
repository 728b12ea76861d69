using HelpdeskWeb.Tests.Framework;
using Microsoft.Playwright;

namespace HelpdeskWeb.Tests;

/// <summary>The pictures of the documentation: kept with <c>SCREENSHOTS=1</c>, and else only taken.</summary>
internal sealed class ScreenshotTests : BrowserTest
{
    private const int MostAttempts = 5;

    [Test]
    public async Task Pictures_of_the_pages_are_small_enough_to_keep()
    {
        await Page.GotoAsync("/conversations/T-1001");
        await Payment("Desk lamp").Locator("summary").ClickAsync();
        await TakeAsync("helpdesk-web");

        await Payment("Chandelier").GetByRole(AriaRole.Link, new LocatorGetByRoleOptions { Name = "Refund" }).ClickAsync();
        await Button("Check").ClickAsync();
        await TakeAsync("helpdesk-web-refund");

        await Page.SetViewportSizeAsync(320, 900);
        await Page.EmulateMediaAsync(new PageEmulateMediaOptions { ColorScheme = ColorScheme.Dark });
        await Page.GotoAsync("/conversations/T-1002");
        await TakeAsync("helpdesk-web-narrow-dark");
    }

    private async Task TakeAsync(string name)
    {
        var kept = Environment.GetEnvironmentVariable("SCREENSHOTS") == "1" ? Path.Combine(Repository(), "docs", "images", name + ".png") : null;
        var picture = await CaptureAsync(new PageScreenshotOptions { Path = kept });
        Assert.That(picture, Has.Length.LessThan(200_000), name);
    }

    /// <summary>A browser that draws without a graphics card cannot always take a picture the first time while the machine is busy.</summary>
    private async Task<byte[]> CaptureAsync(PageScreenshotOptions options)
    {
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                return await Page.ScreenshotAsync(options);
            }
            catch (PlaywrightException exception) when (attempt < MostAttempts && exception.Message.Contains("Unable to capture", StringComparison.Ordinal))
            {
                // Once more.
            }
        }
    }

    private static string Repository()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder!.FullName, "BillingContext.sln")))
        {
            folder = folder.Parent;
        }

        return folder.FullName;
    }
}
