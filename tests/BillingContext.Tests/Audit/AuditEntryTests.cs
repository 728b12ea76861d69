using System.Collections;
using System.Globalization;
using System.Reflection;
using System.Text;
using BillingContext.Audit;
using BillingContext.Internal;
using BillingContext.Refunds;
using FsCheck;
using FsCheck.Fluent;

namespace BillingContext.Tests.Audit;

/// <summary>What is written is what is read, all of it, whatever the texts hold.</summary>
internal sealed class AuditEntryTests
{
    private static readonly AuditChain Chain = Some.Chain();

    private static readonly Gen<string> Hostile =
        from parts in Gen.Elements(
            "\r\n", "\n", "\t", "\0", "\u001b[31m", "\u009b2J", "\u202e", "\u2066", "\u200b", "\u200d", "\ufeff", "\u2028", "\u2029", "\u0085", "\ud800", "\udc00",
            "\U000E0041", "\U0001F468", "é", "日本", "\"", "\\", "'", "<script>", "&", "{}", "\\u000a", "\uFFFD", "person:x", "1 refund.made", " ", "")
            .ArrayOf()
        from text in Gen.Elements("", "a note", "x")
        select text + string.Concat(parts);

    private static readonly Gen<AuditEntry> Entries =
        from note in Hostile
        from code in Hostile
        from message in Hostile
        from rule in Hostile
        from version in Hostile
        from request in Hostile
        from @event in Hostile
        from action in Hostile
        from method in Hostile
        from hasSome in Gen.Elements(true, false)
        from amount in Gen.Elements(0L, 1, -1, long.MinValue, long.MaxValue)
        from ticks in Gen.Choose(0, int.MaxValue)
        select Some.Entry() with
        {
            At = Some.Now.AddTicks(ticks),
            Action = action,
            Note = hasSome ? note : null,
            PolicyVersion = hasSome ? version : null,
            RequestId = hasSome ? request : null,
            EventId = hasSome ? @event : null,
            Amount = hasSome ? new Money(amount, new CurrencyCode("kwd")) : null,
            Refund = hasSome ? new RefundId("re_2") : null,
            Ticket = hasSome ? new TicketReference("T:\"1\" <é>") : default,
            Actor = hasSome ? Actor.Automation("a:b \\ 日本") : null,
            Reasons = [new DecisionReason(code, RefundVerdict.NeedsApproval, message, hasSome ? rule : null), .. Some.Entry().Reasons],
            Facts = Some.Facts() with { MethodType = hasSome ? method : null, Now = Some.Now.AddTicks(ticks) },
        };

    [Test]
    public void Every_property_comes_back_as_it_was_written()
    {
        var written = Some.Entry();

        var read = Chain.Append(default, written).Read();

        RequireFilled(written with { Sequence = 1 }, nameof(AuditEntry));
        RequireFilled(read, nameof(AuditEntry));
        RequireSame(read, written with { Sequence = 1 });
    }

    [Test]
    public void An_entry_with_nothing_but_what_it_must_have_comes_back_too()
    {
        var written = new AuditEntry { Scope = default, At = default, Action = "" };

        RequireSame(Chain.Append(default, written).Read(), written with { Sequence = 1 });
    }

    [Test]
    public void Hostile_text_stays_on_its_line_and_what_is_fit_comes_back_exactly() => Check.One(
        Config.QuickThrowOnFailure.WithMaxTest(1_000),
        Prop.ForAll(Entries.ToArbitrary(), entry =>
        {
            var line = Chain.Append(default, entry);
            var read = line.Read();
            var again = Chain.Append(default, read);
            return line.Body.All(letter => letter is >= ' ' and <= '~')
                && TextsOf(read).All(text => text.EnumerateRunes().All(IsSeen) && !text.Any(char.IsControl))
                && again == line
                && Same(again.Read(), read)
                && Same(read with { Facts = null }, entry with { Facts = null, Sequence = 1 }) == TextsOf(entry with { Facts = null }).All(IsFit);
        }));

    [Test]
    public void Whatever_a_stored_text_became_it_is_read_or_said_to_be_altered()
    {
        var random = new Random(3);
        var body = Chain.Append(default, Some.Entry()).Body;
        for (var change = 0; change < 20_000; change++)
        {
            var letters = body.ToCharArray();
            letters[random.Next(letters.Length)] = (char)random.Next(change % 2 == 0 ? 128 : char.MaxValue);
            try
            {
                new AuditLine(1, new string(letters)[..random.Next(change % 3 == 0 ? letters.Length : letters.Length - 1, letters.Length)], "x").Read();
            }
            catch (BillingException exception) when (exception.Code == "audit.altered")
            {
            }
        }
    }

    [Test]
    public void A_line_prints_its_number_and_its_link_only()
    {
        var line = Chain.Append(default, Some.Entry() with { Note = "CANARY" });

        Assert.That($"{line} {line.Read()}", Does.Not.Contain("CANARY").And.StartWith("1:"));
    }

    private static void RequireSame(AuditEntry read, AuditEntry written)
    {
        Assert.That(read.Reasons, Is.EqualTo(written.Reasons));
        Assert.That(read with { Reasons = written.Reasons }, Is.EqualTo(written));
    }

    private static bool Same(AuditEntry one, AuditEntry other) => one.Reasons.SequenceEqual(other.Reasons) && one with { Reasons = other.Reasons } == other;

    /// <summary>No property, down to the last, has the value it would have if it were forgotten.</summary>
    private static void RequireFilled(object value, string path)
    {
        foreach (var property in value.GetType().GetProperties(BindingFlags.Public | BindingFlags.Instance).Where(property => property.CanWrite))
        {
            var held = property.GetValue(value);
            var here = $"{path}.{property.Name}";
            Assert.That(held, Is.Not.Null.And.Not.EqualTo(property.PropertyType.IsValueType ? Activator.CreateInstance(property.PropertyType) : null), here);
            var type = Nullable.GetUnderlyingType(property.PropertyType) ?? property.PropertyType;
            if (held is IEnumerable list and not string)
            {
                Assert.That(list, Is.Not.Empty, here);
                RequireFilled(list.Cast<object>().First(), here);
            }
            else if (type == typeof(RefundFacts) || type == typeof(Money))
            {
                RequireFilled(held!, here);
            }
            else if (type == typeof(StripeScope))
            {
                Assert.That(held, Has.Property("Account").Not.Null.And.Property("Livemode").True, here);
            }
        }
    }

    private static IEnumerable<string> TextsOf(AuditEntry entry) => new[]
    {
        entry.Action, entry.Note, entry.PolicyVersion, entry.RequestId, entry.EventId, entry.Facts?.MethodType,
    }.Concat(entry.Reasons.SelectMany(reason => new[] { reason.Code, reason.Message, reason.Rule })).OfType<string>();

    private static bool IsFit(string text) => text.Length <= 2_000 && text == SafeText.Line(text, 2_000);

    private static bool IsSeen(Rune letter) =>
        Rune.GetUnicodeCategory(letter) is not (UnicodeCategory.Format or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator);
}
