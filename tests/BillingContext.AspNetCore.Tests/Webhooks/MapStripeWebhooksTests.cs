using BillingContext.AspNetCore.Tests.Framework;
using BillingContext.Testing;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;

namespace BillingContext.AspNetCore.Tests.Webhooks;

public class MapStripeWebhooksTests
{
    [Test]
    public async Task Without_BillingContext_the_message_names_the_call_to_add()
    {
        await using var app = WebApplication.CreateSlimBuilder().Build();

        Assert.That(() => app.MapStripeWebhooks("/hooks"), Throws.InvalidOperationException.With.Message.Contains("AddBillingContext()"));
    }

    [TestCase("00:00:00.5")]
    [TestCase("00:01:01")]
    [TestCase("-00:00:01")]
    public async Task A_time_out_of_range_is_refused_when_the_route_is_mapped(string timeout)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Services.AddBillingContext().UseStripeSimulator(new StripeSimulator());
        await using var app = builder.Build();

        Assert.That(
            () => app.MapStripeWebhooks("/hooks", options => options.BodyTimeout = TimeSpan.Parse(timeout, System.Globalization.CultureInfo.InvariantCulture)),
            Throws.InvalidOperationException.With.Message.Contains(timeout.Split('.')[0]).And.Message.Contains("BodyTimeout"));
    }

    [Test]
    public async Task No_secret_and_nothing_personal_is_in_a_log_line_or_an_answer()
    {
        const string Canary = "canary";
        var merchants = new Merchants();
        merchants.Rotate("a", "whsec_canary_secret_of_merchant_a_enough");
        await using var desk = await WebDesk.StartAsync(builder => builder.Services.AddSingleton<IMerchantCredentialsProvider>(merchants));
        string[] secrets = ["whsec_canary_secret_of_merchant_a_enough", Merchants.SecretOfB];

        var answers = new List<string>();
        foreach (var secret in secrets)
        {
            foreach (var path in new[] { "/webhooks/stripe/a", "/webhooks/stripe", "/webhooks/stripe/canary$", "/webhooks/stripe/a?token=canary" })
            {
                using var answer = await desk.PostSignedAsync(Some.Event("acct_a"), path, secret);
                answers.Add($"{answer} {await answer.Content.ReadAsStringAsync()}");
            }
        }

        var ours = desk.Logs.All.Where(line => line.Contains("Webhook", StringComparison.Ordinal) && !line.Contains("http://", StringComparison.Ordinal)).ToList();
        Assert.That(answers, Has.None.Contains(Canary));
        Assert.That(ours, Is.Not.Empty.And.None.Contains(Canary));
    }
}
