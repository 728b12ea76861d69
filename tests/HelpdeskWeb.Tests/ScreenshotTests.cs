using HelpdeskWeb.Tests.Framework;
using Microsoft.Playwright;

namespace HelpdeskWeb.Tests;

/// <summary>The pictures of the documentation: kept with <c>SCREENSHOTS=1</c>, and else only taken.</summary>
internal sealed class ScreenshotTests : BrowserTest
{
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
        var picture = await Page.ScreenshotAsync(new PageScreenshotOptions { Path = kept });
        Assert.That(picture, Has.Length.LessThan(200_000), name);
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
