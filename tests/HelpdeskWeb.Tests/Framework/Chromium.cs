using Microsoft.Playwright;

namespace HelpdeskWeb.Tests.Framework;

/// <summary>One browser for all tests, started by the first that needs it. Each test has a window of its own.</summary>
[SetUpFixture]
internal sealed class Chromium
{
    private const string Variable = "CHROMIUM";
    private static readonly Lazy<Task<(IPlaywright Driver, IBrowser Browser)>> Started = new(StartAsync);

    private static string Path => Environment.GetEnvironmentVariable(Variable) is { Length: > 0 } path ? path : "/usr/bin/chromium";

    /// <summary>Skips the test where there is no browser; a gate without one would prove nothing, so there it fails.</summary>
    internal static async Task<IBrowser> GetAsync()
    {
        if (!File.Exists(Path))
        {
            var reason = $"There is no browser at {Path}: apt-get install --no-install-recommends chromium, or set {Variable} to where one is.";
            if (Environment.GetEnvironmentVariable("CI") == "true")
            {
                Assert.Fail(reason);
            }

            Assert.Ignore(reason);
        }

        return (await Started.Value).Browser;
    }

    [OneTimeTearDown]
    public async Task CloseAsync()
    {
        if (Started.IsValueCreated)
        {
            var (driver, browser) = await Started.Value;
            await browser.DisposeAsync();
            driver.Dispose();
        }
    }

    private static async Task<(IPlaywright Driver, IBrowser Browser)> StartAsync()
    {
        // The machine's own browser is driven; none is ever downloaded.
        Environment.SetEnvironmentVariable("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1");
        Assertions.SetDefaultExpectTimeout(30_000);
        var driver = await Playwright.CreateAsync();
        var browser = await driver.Chromium.LaunchAsync(new BrowserTypeLaunchOptions
        {
            ExecutablePath = Path,
            Args =
            [
                "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update",
                "--disable-sync",
            ],
        });
        return (driver, browser);
    }
}
