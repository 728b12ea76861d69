using BillingContext.Testing;

namespace HelpdeskWeb.Tests.Framework;

/// <summary>A desk of its own, asked over plain HTTP: needs no browser.</summary>
internal abstract class HttpTest
{
    private HelpdeskHost? host;

    protected Visitor Visitor { get; private set; } = null!;

    protected StripeSimulator Stripe => host!.Stripe;

    [SetUp]
    public async Task OpenAsync()
    {
        host = await HelpdeskHost.StartAsync();
        Visitor = new Visitor(host);
    }

    [TearDown]
    public async Task CloseAsync()
    {
        Visitor.Dispose();
        await host!.DisposeAsync();
    }
}
