using System.Text.Json;
using BillingContext.StripeAdapter;

namespace BillingContext.Tests.Root;

/// <summary>Keys and webhook secrets: what is one, and that none prints itself.</summary>
internal sealed class SecretTests
{
    private const string Canary = "CANARY4c1f77a2e9";
    private const string Key = $"rk_test_{Canary}4242";
    private const string Secret = $"whsec_{Canary}0123456789";

    private static readonly JsonSerializerOptions WithFields = new() { IncludeFields = true };

    [TestCase("sk_test_51MabcdEFGH", false)]
    [TestCase("sk_live_51MabcdEFGH", true)]
    [TestCase("rk_test_51MabcdEFGH", false)]
    [TestCase("rk_live_51MabcdEFGH", true)]
    public void Takes_secret_and_restricted_keys_of_either_mode(string text, bool livemode)
    {
        var key = StripeApiKey.Parse(text);

        Assert.That((key.Livemode, key.LastFour, key.Reveal()), Is.EqualTo((livemode, "EFGH", text)));
    }

    [TestCase(null, "is empty")]
    [TestCase("", "is empty")]
    [TestCase("   ", "is empty")]
    [TestCase("pk_live_51MabcdEFGH", "publishable")]
    [TestCase("sk_org_live_51MabcdEFGH", "organization")]
    [TestCase("whsec_0123456789abcdef0123", "webhook secret")]
    [TestCase("sk_51MabcdEFGHIJKL", "not a Stripe API key")]
    [TestCase("rkcs_test_51MabcdEFGH", "not a Stripe API key")]
    [TestCase("sk_test_", "not a Stripe API key")]
    [TestCase("sk_test_51Mab cdEFGH", "without spaces")]
    [TestCase(" sk_test_51MabcdEFGH", "without spaces")]
    [TestCase("sk_test_51MabcdEFGH\n", "without spaces")]
    [TestCase("sk_test_51Mabcd…EFGH", "not a Stripe API key")]
    [TestCase("Bearer sk_test_51MabcdEFGH", "not a Stripe API key")]
    public void Refuses_what_is_no_key_without_repeating_it(string? text, string because)
    {
        var exception = Assert.Catch<ArgumentException>(() => StripeApiKey.Parse(text!));

        Assert.That(exception!.Message, Does.Contain(because).And.Not.Contain("MabcdEFGH").And.Not.Contain("0123456789"));
    }

    [TestCase(null, "is empty")]
    [TestCase("", "is empty")]
    [TestCase(" ", "is empty")]
    [TestCase("whsec_", "is empty")]
    [TestCase(" whsec_ ", "is empty")]
    [TestCase("whsec_0123456789abcde", "shorter than 16 bytes")]
    [TestCase("0123456789abcde", "shorter than 16 bytes")]
    [TestCase("whsec_0123456789abcdef\n", "white space")]
    [TestCase("whsec_ 0123456789abcdef", "white space")]
    public void Refuses_a_webhook_secret_that_could_be_guessed(string? text, string because)
    {
        var exception = Assert.Catch<ArgumentException>(() => WebhookSecret.Parse(text!));

        Assert.That(exception!.Message, Does.Contain(because).And.Not.Contain("0123456789"));
    }

    [Test]
    public void The_whole_secret_is_the_key() =>
        Assert.That(WebhookSecret.Parse("whsec_0123456789abcdef").Key.ToArray(), Is.EqualTo("whsec_0123456789abcdef"u8.ToArray()));

    [Test]
    public void No_secret_prints_itself()
    {
        var key = StripeApiKey.Parse(Key);
        var secret = WebhookSecret.Parse(Secret);
        var credentials = new MerchantCredentials(new MerchantId("acme"), key, StripeApiKey.Parse(Key)) { WebhookSecrets = [secret] };
        var options = new StripeOptions { ApiKey = Key, WriteApiKey = Key };
        options.WebhookSecrets.Add(Secret);
        object[] all = [key, secret, credentials, options];

        var printed = all.SelectMany(one => new[]
        {
            one.ToString()!,
            $"{one}",
            JsonSerializer.Serialize(one, one.GetType()),
            JsonSerializer.Serialize(one, one.GetType(), WithFields),
        });

        Assert.That(printed, Is.All.Not.Contains(Canary));
    }

    [Test]
    public void A_key_shows_its_kind_its_mode_and_its_end() => Assert.That(StripeApiKey.Parse(Key).ToString(), Is.EqualTo("rk_test_…4242"));

    [Test]
    public void No_exception_about_a_secret_holds_it()
    {
        var exceptions = new[]
        {
            Assert.Catch(() => StripeApiKey.Parse(Key + " ")),
            Assert.Catch(() => StripeApiKey.Parse("pk_" + Canary + Canary)),
            Assert.Catch(() => WebhookSecret.Parse(Secret + " ")),
            Assert.Catch(() => new CustomerId(Key)),
            Assert.Catch(() => new PaymentId(Secret)),
            Assert.Catch(() => new MerchantCredentials(MerchantId.Default, StripeApiKey.Parse(Key), StripeApiKey.Parse(Key.Replace("test", "live", StringComparison.Ordinal)))),
        };

        Assert.That(exceptions.Select(exception => exception!.ToString()), Is.All.Not.Contains(Canary));
    }

    [Test]
    public void Two_keys_are_told_apart_without_either()
    {
        var key = StripeApiKey.Parse(Key);

        Assert.That(key.Fingerprint, Is.EqualTo(StripeApiKey.Parse(Key).Fingerprint).And.Not.EqualTo(StripeApiKey.Parse(Key + "x").Fingerprint));
        Assert.That(key.Reveal(), Does.Not.Contain(key.Fingerprint));
    }

    [Test]
    public void Keys_of_two_modes_do_not_go_together() => Assert.That(
        () => new MerchantCredentials(MerchantId.Default, StripeApiKey.Parse("rk_test_51MabcdEFGH"), StripeApiKey.Parse("rk_live_51MabcdEFGH")),
        Throws.ArgumentException.With.Message.Contains("two test keys or two live keys"));

    [Test]
    public void The_read_key_writes_unless_there_is_another()
    {
        var one = new MerchantCredentials(MerchantId.Default, StripeApiKey.Parse(Key));

        Assert.That(one.WriteKey, Is.SameAs(one.ReadKey));
        Assert.That(one.Scope, Is.EqualTo(new StripeScope(MerchantId.Default, null, Livemode: false)));
    }
}
