using System.Text;
using BillingContext.Testing;
using BillingContext.Webhooks.Internal;

namespace BillingContext.Tests.Webhooks;

public class SignatureTests
{
    private const string Secret = "whsec_0123456789abcdef0123456789abcdef";

    private static readonly DateTimeOffset Now = DateTimeOffset.FromUnixTimeSeconds(1_800_000_000);
    private static readonly IReadOnlyList<WebhookSecret> Secrets = [WebhookSecret.Parse(Secret)];
    private static readonly byte[] Body = Encoding.UTF8.GetBytes("""{"id":"evt_1","object":"event","type":"charge.refunded"}""");
    private static readonly string Good = Convert.ToHexStringLower(
        System.Security.Cryptography.HMACSHA256.HashData(Encoding.UTF8.GetBytes(Secret), (byte[])[.. Encoding.UTF8.GetBytes("1800000000."), .. Body]));

    [Test]
    public void A_signature_of_Stripes_kind_is_valid()
    {
        Assert.That(Verify($"t=1800000000,v1={Good}"), Is.EqualTo(SignatureVerdict.Valid));
    }

    [TestCase(-300, true)]
    [TestCase(300, true)]
    [TestCase(-301, false)]
    [TestCase(301, false)]
    public void Five_minutes_either_way_are_tolerated(int seconds, bool valid)
    {
        var signature = WebhookSigner.Sign(Body, Secret, Now.AddSeconds(seconds));

        Assert.That(Verify(signature), Is.EqualTo(valid ? SignatureVerdict.Valid : SignatureVerdict.TooOld));
    }

    [Test]
    public void While_a_secret_is_rolled_either_signs()
    {
        var secrets = new[] { WebhookSecret.Parse("whsec_another_secret_of_enough_bytes"), WebhookSecret.Parse(Secret) };

        Assert.That(SignatureVerifier.Verify(Body, $"t=1800000000,v1={new string('0', 64)},v1={Good}", secrets, Now), Is.EqualTo(SignatureVerdict.Valid));
    }

    [Test]
    public void Without_a_secret_nothing_is_valid()
    {
        Assert.That(SignatureVerifier.Verify(Body, $"t=1800000000,v1={Good}", [], Now), Is.EqualTo(SignatureVerdict.NoSecret));
    }

    [TestCase(null, "Missing")]
    [TestCase("", "Missing")]
    [TestCase("   ", "Missing")]
    [TestCase("v1={0}", "Malformed", Description = "no timestamp")]
    [TestCase("t=1800000000", "Malformed", Description = "no signature")]
    [TestCase("t=,v1={0}", "Malformed")]
    [TestCase("t=1800000000,t=1800000000,v1={0}", "Malformed", Description = "two timestamps")]
    [TestCase("t=-1800000000,v1={0}", "Malformed")]
    [TestCase("t=+1800000000,v1={0}", "Malformed")]
    [TestCase("t=1800000000.0,v1={0}", "Malformed")]
    [TestCase("t=2147483648,v1={0}", "TooOld", Description = "beyond 2038")]
    [TestCase("t=9223372036854775808,v1={0}", "Malformed", Description = "beyond 64 bits")]
    [TestCase("t=1800000000,v0={0}", "Malformed", Description = "only another scheme")]
    [TestCase("t=1800000000,V1={0}", "Malformed")]
    [TestCase("t=1800000000,v1={0}0", "Malformed", Description = "65 digits")]
    [TestCase("t=1800000000,v1=١٢٣٤", "Malformed", Description = "digits of another script")]
    [TestCase("t=١٨٠٠٠٠٠٠٠٠,v1={0}", "Malformed")]
    [TestCase(",,,", "Malformed")]
    [TestCase("t", "Malformed")]
    public void A_header_of_another_shape_is_a_result(string? header, string expected)
    {
        Assert.That(Verify(header?.Replace("{0}", Good, StringComparison.Ordinal)).ToString(), Is.EqualTo(expected));
    }

    [Test]
    public void Hex_digits_are_lower_case_and_sixty_four()
    {
        Assert.That(Verify($"t=1800000000,v1={Good.ToUpperInvariant()}"), Is.EqualTo(SignatureVerdict.Malformed));
        Assert.That(Verify($"t=1800000000,v1={Good[..63]}"), Is.EqualTo(SignatureVerdict.Malformed));
    }

    [Test]
    public void Ten_thousand_entries_cost_a_bounded_number_of_compares()
    {
        var header = "t=1800000000," + string.Join(',', Enumerable.Repeat($"v1={new string('0', 64)}", 10_000)) + $",v1={Good}";

        Assert.That(Verify(header), Is.EqualTo(SignatureVerdict.Malformed));
    }

    [Test]
    public void No_flipped_bit_of_a_body_is_accepted()
    {
        var body = Encoding.UTF8.GetBytes("""{"id":"evt_1","object":"event","type":"charge.refunded","pad":" """ + new string('x', 4_000) + "\"}");
        var header = WebhookSigner.Sign(body, Secret, Now);
        var accepted = 0;
        for (var bit = 0; bit < body.Length * 8; bit++)
        {
            body[bit / 8] ^= (byte)(1 << (bit % 8));
            accepted += SignatureVerifier.Verify(body, header, Secrets, Now) == SignatureVerdict.Valid ? 1 : 0;
            body[bit / 8] ^= (byte)(1 << (bit % 8));
        }

        Assert.That(accepted, Is.Zero);
        Assert.That(SignatureVerifier.Verify(body, header, Secrets, Now), Is.EqualTo(SignatureVerdict.Valid), "the untouched body still is");
    }

    [Test]
    public void No_mutated_header_is_accepted_unless_it_says_the_same()
    {
        var random = new Random(7);
        var header = $"t=1800000000,v1={Good}";
        for (var i = 0; i < 10_000; i++)
        {
            var letters = header.ToCharArray();
            for (var change = random.Next(1, 4); change > 0; change--)
            {
                letters[random.Next(letters.Length)] = (char)random.Next(1, 0x250);
            }

            var mutated = new string(letters);
            var says = mutated.Contains($"v1={Good}", StringComparison.Ordinal) && mutated.Contains("t=1800000000", StringComparison.Ordinal);
            Assert.That(Verify(mutated) == SignatureVerdict.Valid && !says, Is.False, mutated);
        }
    }

    private static SignatureVerdict Verify(string? header) => SignatureVerifier.Verify(Body, header, Secrets, Now);
}
