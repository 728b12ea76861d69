using BillingContext.Internal;

namespace BillingContext.Tests.Root;

internal sealed class SafeTextTests
{
    [TestCase("plain text, as it is", "plain text, as it is")]
    [TestCase("größer 日本", "größer 日本")]
    [TestCase("line\r\nbreak", "line\uFFFD\uFFFDbreak")]
    [TestCase("\u001b[31mred", "\uFFFD[31mred")]
    [TestCase("a\u202Eb\u2028c\u0000", "a\uFFFDb\uFFFDc\uFFFD")]
    public void A_line_stays_a_line(string text, string line) => Assert.That(SafeText.Line(text, 100), Is.EqualTo(line));

    [Test]
    public void A_long_text_is_cut_and_says_so() => Assert.That(SafeText.Line("0123456789", 5), Is.EqualTo("0123…"));
}
