using FsCheck;
using FsCheck.Fluent;

namespace BillingContext.Tests.Root;

internal sealed class CurrencyCodeTests
{
    private static readonly Config Fixed = Config.QuickThrowOnFailure.WithMaxTest(2_000).WithReplay(20261102, 901);
    private static readonly Gen<char> Letter = Gen.Elements("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ".ToCharArray());

    [Test]
    public void Three_letters_in_any_case_are_a_currency() => Check.One(Fixed, Prop.ForAll(Letter.ArrayOf(3).Select(letters => new string(letters)).ToArbitrary(), text =>
        CurrencyCode.TryParse(text, out var code)
        && string.Equals(code.ToString(), text, StringComparison.OrdinalIgnoreCase)
        && code.ToString().All(char.IsAsciiLetterUpper)
        && code == new CurrencyCode(text.ToLowerInvariant())
        && code.GetHashCode() == new CurrencyCode(text.ToUpperInvariant()).GetHashCode()));

    [Test]
    public void Two_codes_are_equal_only_if_their_letters_are() => Check.One(Fixed, Prop.ForAll(
        (from one in Letter.ArrayOf(3) from other in Letter.ArrayOf(3) select (one: new string(one), other: new string(other))).ToArbitrary(),
        c => (new CurrencyCode(c.one) == new CurrencyCode(c.other)) == string.Equals(c.one, c.other, StringComparison.OrdinalIgnoreCase)));

    [Test]
    public void Any_other_text_is_none() => Check.One(Fixed, Prop.ForAll(ArbMap.Default.ArbFor<string>(), text =>
        CurrencyCode.TryParse(text, out var code) == (text is { Length: 3 } && text.All(char.IsAsciiLetter)) || code != default));

    [TestCase(null)]
    [TestCase("")]
    [TestCase("us")]
    [TestCase("usdt")]
    [TestCase("u d")]
    [TestCase("us1")]
    [TestCase("ＵＳＤ")]
    [TestCase("ußd")]
    [TestCase("us\u0130")]
    [TestCase("\u212Aes")]
    public void Refuses(string? text)
    {
        Assert.That(CurrencyCode.TryParse(text, out var code), Is.False);
        Assert.That(code, Is.EqualTo(default(CurrencyCode)));
        Assert.That(() => new CurrencyCode(text!), Throws.ArgumentException);
    }

    [Test]
    public void The_default_is_no_currency()
    {
        Assert.That(default(CurrencyCode).ToString(), Is.EqualTo("XXX"));
        Assert.That(default(CurrencyCode), Is.EqualTo(new CurrencyCode("xxx")));
        Assert.That(default(CurrencyCode).MinorUnitDigits, Is.EqualTo(2));
    }

    [TestCase(0, 1, "BIF CLP DJF GNF JPY KMF KRW MGA PYG RWF VND VUV XAF XOF XPF")]
    [TestCase(3, 10, "BHD JOD KWD OMR TND")]
    [TestCase(2, 100, "ISK UGX")]
    [TestCase(2, 1, "USD EUR GBP HUF TWD XXX")]
    public void Follows_Stripes_table(int digits, int step, string codes)
    {
        foreach (var code in codes.Split(' ').Select(code => new CurrencyCode(code)))
        {
            Assert.That((code.MinorUnitDigits, code.SmallestStep), Is.EqualTo((digits, step)), code.ToString());
        }
    }
}
