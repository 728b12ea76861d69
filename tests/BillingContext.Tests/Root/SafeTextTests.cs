using BillingContext.Internal;

namespace BillingContext.Tests.Root;

internal sealed class SafeTextTests
{
    [TestCase("plain text, as it is", "plain text, as it is")]
    [TestCase("größer 日本", "größer 日本")]
    [TestCase("line\r\nbreak", "line\uFFFD\uFFFDbreak")]
    [TestCase("\u001b[31mred", "\uFFFD[31mred")]
    [TestCase("a\u202Eb\u2028c\u0000", "a\uFFFDb\uFFFDc\uFFFD")]
    [TestCase("👩\u200d🚀", "👩\uFFFD🚀")]
    [TestCase("\U000E0041x", "\uFFFD\uFFFDx")]
    public void A_line_stays_a_line(string text, string line) => Assert.That(SafeText.Line(text, 100), Is.EqualTo(line));

    [Test]
    public void Half_a_letter_is_none() => Assert.That(SafeText.Line("\ud800a\udc00", 100), Is.EqualTo("\uFFFDa\uFFFD"));

    [Test]
    public void A_text_cut_within_a_letter_ends_with_a_whole_one() => Assert.That(SafeText.Line("012👩456", 5), Is.EqualTo("012\uFFFD…"));

    [Test]
    public void A_long_text_is_cut_and_says_so() => Assert.That(SafeText.Line("0123456789", 5), Is.EqualTo("0123…"));
}
