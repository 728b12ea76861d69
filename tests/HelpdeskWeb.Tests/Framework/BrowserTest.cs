using BillingContext.Testing;
using Microsoft.Playwright;

namespace HelpdeskWeb.Tests.Framework;

/// <summary>A desk of its own and a window on it. Whatever the console complains of fails the test: that is how a browser tells of a policy that was violated.</summary>
internal abstract class BrowserTest
{
    private readonly List<string> complaints = [];
    private IBrowserContext? context;
    private HelpdeskHost? host;

    protected IPage Page { get; private set; } = null!;

    protected StripeSimulator Stripe => host!.Stripe;

    protected virtual BrowserNewContextOptions Window => new() { ViewportSize = new ViewportSize { Width = 1280, Height = 900 } };

    [SetUp]
    public async Task OpenAsync()
    {
        var browser = await Chromium.GetAsync();
        host = await HelpdeskHost.StartAsync();
        var options = Window;
        options.BaseURL = host.Address.ToString();
        context = await browser.NewContextAsync(options);
        context.SetDefaultTimeout(30_000);
        Page = await context.NewPageAsync();
        Page.Console += (_, message) =>
        {
            if (message.Type is "error" or "warning")
            {
                complaints.Add(message.Text);
            }
        };
        Page.PageError += (_, error) => complaints.Add(error);
        Page.Dialog += (_, dialog) =>
        {
            complaints.Add($"A dialog: {dialog.Message}");
            _ = dialog.DismissAsync();
        };
    }

    [TearDown]
    public async Task CloseAsync()
    {
        if (context is not null)
        {
            await context.CloseAsync();
        }

        if (host is not null)
        {
            await host.DisposeAsync();
        }

        Assert.That(complaints, Is.Empty);
    }

    /// <summary>The console tells of a page that is answered 400, say. Where that is the point of the test, it is no complaint.</summary>
    protected void Forgive(string status) => complaints.RemoveAll(text => text.Contains($"status of {status}", StringComparison.Ordinal));

    protected static ILocatorAssertions Expect(ILocator locator) => Assertions.Expect(locator);

    /// <summary>The card of a payment, by what was bought.</summary>
    protected ILocator Payment(string description) =>
        Page.Locator("article").Filter(new LocatorFilterOptions { Has = Page.GetByRole(AriaRole.Heading, new PageGetByRoleOptions { Level = 3 }).Filter(new LocatorFilterOptions { HasText = description }) });

    protected ILocator Button(string name) => Page.GetByRole(AriaRole.Button, new PageGetByRoleOptions { Name = name });

    protected ILocator Link(string name) => Page.GetByRole(AriaRole.Link, new PageGetByRoleOptions { Name = name });

    /// <summary>Goes to a control as somebody without a mouse does.</summary>
    protected async Task TabToAsync(ILocator control)
    {
        for (var presses = 0; presses < 120; presses++)
        {
            if (await control.EvaluateAsync<bool>("one => one === document.activeElement"))
            {
                return;
            }

            await Page.Keyboard.PressAsync("Tab");
        }

        Assert.Fail($"{control} cannot be reached with the Tab key.");
    }

    /// <summary>Marks the document: a reload would lose the mark.</summary>
    protected Task MarkAsync() => Page.EvaluateAsync("() => { window.marked = true; }");

    protected async Task AssertNotReloadedAsync() =>
        Assert.That(await Page.EvaluateAsync<bool>("() => window.marked === true"), Is.True, "The page was loaded anew.");
}
