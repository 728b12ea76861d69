using System.Text.Json;
using HelpdeskWeb.Tests.Framework;
using Microsoft.Playwright;

namespace HelpdeskWeb.Tests;

/// <summary>What can be checked without a person: names, headings, contrast, and that nothing sticks out of a narrow window.</summary>
internal sealed class AccessibilityTests : BrowserTest
{
    private static readonly string[] Controls = ["button", "link", "textbox", "combobox", "DisclosureTriangle", "region", "navigation"];

    private static readonly string[] Pages =
    [
        "/", "/conversations/T-1001", "/conversations/T-1002", "/conversations/T-1003", "/conversations/T-1004", "refund", "decision", "denied", "cancel",
        "preview", "approval",
    ];

    [TestCaseSource(nameof(Pages))]
    public async Task Everybody_can_use_the_page(string page)
    {
        await OpenAsync(page);

        await AssertNamesAsync();
        await AssertHeadingsAsync();
        foreach (var scheme in new[] { ColorScheme.Light, ColorScheme.Dark })
        {
            await Page.EmulateMediaAsync(new PageEmulateMediaOptions { ColorScheme = scheme, ReducedMotion = ReducedMotion.Reduce });
            await Page.SetViewportSizeAsync(320, 700);
            Assert.That(await Page.EvaluateAsync<int>("() => document.documentElement.scrollWidth"), Is.LessThanOrEqualTo(320), "wider than the window");
            Assert.That(
                await Page.EvaluateAsync<string>("() => getComputedStyle(document.body).backgroundColor"),
                Is.EqualTo(scheme == ColorScheme.Dark ? "rgb(18, 22, 28)" : "rgb(246, 247, 249)"));
            Assert.That(await Page.EvaluateAsync<string[]>(Contrast), Is.Empty, $"{scheme}: text with too little contrast");
        }
    }

    [Test]
    public async Task There_is_one_main_landmark_and_a_polite_voice()
    {
        await Page.GotoAsync("/conversations/T-1001");

        await Expect(Page.GetByRole(AriaRole.Main)).ToHaveCountAsync(1);
        await Expect(Page.GetByRole(AriaRole.Banner)).ToHaveCountAsync(1);
        await Expect(Page.Locator("#said")).ToHaveAttributeAsync("aria-live", "polite");
        await Expect(Page.Locator("#said")).ToHaveCSSAsync("display", "block");
        Assert.That(await Page.Locator("#panel #said").CountAsync(), Is.Zero, "what is replaced is not heard");
    }

    /// <summary>As the browser tells them to a screen reader.</summary>
    private async Task AssertNamesAsync()
    {
        var session = await Page.Context.NewCDPSessionAsync(Page);
        var controls = (await session.SendAsync("Accessibility.getFullAXTree"))!.Value.GetProperty("nodes").EnumerateArray()
            .Where(node => !node.GetProperty("ignored").GetBoolean())
            .Select(node => (Role: Text(node, "role"), Name: Text(node, "name")))
            .Where(node => Controls.Contains(node.Role))
            .ToList();

        Assert.That(controls, Is.Not.Empty);
        Assert.That(controls.Where(control => string.IsNullOrWhiteSpace(control.Name)), Is.Empty, "without a name");
        Assert.That(controls.GroupBy(control => control).Where(same => same.Count() > 1).Select(same => same.Key), Is.Empty, "two of one name");

        static string Text(JsonElement node, string property) =>
            node.TryGetProperty(property, out var value) && value.TryGetProperty("value", out var text) ? text.ToString() : "";
    }

    private async Task AssertHeadingsAsync()
    {
        var levels = await Page.EvaluateAsync<int[]>("() => [...document.querySelectorAll('h1, h2, h3, h4, h5, h6')].map(one => Number(one.tagName[1]))");

        Assert.That(levels[0], Is.EqualTo(1));
        Assert.That(levels.Count(level => level == 1), Is.EqualTo(1));
        Assert.That(levels.Zip(levels.Skip(1), (before, after) => after - before), Is.All.LessThanOrEqualTo(1));
    }

    private async Task OpenAsync(string page)
    {
        if (page.StartsWith('/'))
        {
            await Page.GotoAsync(page);
            return;
        }

        await Page.GotoAsync("/conversations/T-1001");
        switch (page)
        {
            case "refund":
                await RefundAsync("Bulbs");
                return;
            case "decision":
                await RefundAsync("Bulbs");
                await Button("Check").ClickAsync();
                break;
            case "denied":
                await RefundAsync("Reading lamp");
                await Button("Check").ClickAsync();
                break;
            case "cancel":
                await Link("Cancel…").ClickAsync();
                return;
            case "preview":
                await Link("Cancel…").ClickAsync();
                await Button("Check").ClickAsync();
                break;
            case "approval":
                await RefundAsync("Chandelier");
                await Button("Check").ClickAsync();
                await Button("Ask for approval").ClickAsync();
                await Button("Become Lee").ClickAsync();
                await Expect(Button("Approve")).ToBeVisibleAsync();
                return;
        }

        await Expect(Page.Locator("#decision")).ToBeVisibleAsync();
    }

    private Task RefundAsync(string description) =>
        Payment(description).GetByRole(AriaRole.Link, new LocatorGetByRoleOptions { Name = "Refund" }).ClickAsync();

    /// <summary>WCAG's contrast (https://www.w3.org/TR/WCAG22/#dfn-contrast-ratio) of every text that is seen, against the backgrounds it lies on.</summary>
    private const string Contrast =
        """
        () => {
          const read = text => { const [r, g, b, a = 1] = text.match(/[\d.]+/g).map(Number); return { r, g, b, a }; };
          const over = (top, under) => ({ r: top.r * top.a + under.r * (1 - top.a), g: top.g * top.a + under.g * (1 - top.a), b: top.b * top.a + under.b * (1 - top.a), a: 1 });
          const light = ({ r, g, b }) => {
            const [x, y, z] = [r, g, b].map(c => c / 255).map(c => c <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4);
            return 0.2126 * x + 0.7152 * y + 0.0722 * z;
          };
          const behind = one => one
            ? over(read(getComputedStyle(one).backgroundColor), behind(one.parentElement))
            : { r: 255, g: 255, b: 255, a: 1 };
          const texts = [...document.querySelectorAll("body *")].filter(one =>
            one.checkVisibility() && !one.matches(".hidden, .skip, option")
            && (one.matches("input:not([type=hidden]), select") || [...one.childNodes].some(node => node.nodeType === 3 && node.textContent.trim())));
          return texts.map(one => {
            const under = behind(one);
            const [a, b] = [light(over(read(getComputedStyle(one).color), under)), light(under)].sort((x, y) => y - x);
            return { ratio: (a + 0.05) / (b + 0.05), text: one.textContent.trim().slice(0, 40) };
          }).filter(one => one.ratio < 4.5).map(one => `${one.ratio.toFixed(2)} ${one.text}`);
        }
        """;
}
