using System.Text;
using BillingContext.Refunds;

namespace BillingContext.Policies.Tests;

/// <summary>One row a mistake: its code, where it is, and what the message must say.</summary>
internal sealed class RefundPolicyParseTests
{
    [TestCase("", "policy.not_json", "")]
    [TestCase("   ", "policy.not_json", "")]
    [TestCase("{", "policy.not_json", "")]
    [TestCase("{}}", "policy.not_json", "")]
    [TestCase("""{"version":1,}""", "policy.not_json", "trailing commas")]
    [TestCase("""{"version":1 /* one */}""", "policy.not_json", "Comments")]
    [TestCase("""{"version":1, "default": NaN}""", "policy.not_json", "line 1, byte 26")]
    [TestCase("""{"\ud800":1}""", "policy.not_json", "surrogate")]
    [TestCase("""{"default":"\udc00"}""", "policy.not_json", "surrogate")]
    [TestCase("[[[[[[[[[[[[[[[[[[[[]]]]]]]]]]]]]]]]]]]]", "policy.not_json", "16 levels")]
    public void What_is_not_JSON_is_refused(string json, string code, string says) => Refused(json, code, "", says);

    [TestCase("[]", "policy.invalid_value", "", "'[]' is not an object")]
    [TestCase("null", "policy.invalid_value", "", "'null' is not an object")]
    [TestCase("""{"version":1}""", "policy.missing_default", "default", "\"deny\"")]
    [TestCase("""{"default":"deny"}""", "policy.missing_field", "version", "\"version\": 1")]
    [TestCase("""{"version":2,"default":"deny"}""", "policy.unsupported_version", "version", "2 is not a version")]
    [TestCase("""{"version":"1","default":"deny"}""", "policy.invalid_value", "version", "'\"1\"' is not a whole number")]
    [TestCase("""{"version":1,"default":"maybe"}""", "policy.invalid_value", "default", "deny, needs_approval, approve")]
    [TestCase("""{"version":1,"default":"Deny"}""", "policy.invalid_value", "default", "'Deny'")]
    [TestCase("""{"version":1,"default":null}""", "policy.invalid_value", "default", "'null' is not a text")]
    [TestCase("""{"version":1,"default":"deny","default":"approve"}""", "policy.duplicate_field", "default", "twice")]
    [TestCase("""{"version":1,"default":"deny","defualt":"approve"}""", "policy.unknown_field", "defualt", "Known here: $schema, version, default")]
    [TestCase("""{"version":1,"default":"deny","a b\n":1}""", "policy.unknown_field", "'a b?'", "not a field")]
    [TestCase("""{"version":1,"default":"deny","timeZone":"Mars/Olympus"}""", "policy.invalid_value", "timeZone", "'Mars/Olympus'")]
    [TestCase("""{"version":1,"default":"deny","timeZone":"../../etc/passwd"}""", "policy.invalid_value", "timeZone", "IANA")]
    [TestCase("""{"version":1,"default":"deny","timeZone":"/etc/localtime"}""", "policy.invalid_value", "timeZone", "IANA")]
    [TestCase("""{"version":1,"default":"deny","timeZone":"W. Europe Standard Time"}""", "policy.invalid_value", "timeZone", "\"Europe/Berlin\"")]
    [TestCase("""{"version":1,"default":"deny","timeZone":""}""", "policy.invalid_value", "timeZone", "IANA")]
    [TestCase("""{"version":1,"default":"deny","timeZone":7}""", "policy.invalid_value", "timeZone", "text in quotation marks")]
    [TestCase("""{"version":1,"default":"deny","rules":{}}""", "policy.invalid_value", "rules", "list")]
    [TestCase("""{"version":1,"default":"deny","rules":[7]}""", "policy.invalid_value", "rules[0]", "object")]
    [TestCase("""{"version":1,"default":"deny","rules":[{"verdict":"deny","when":{"share":"full"}}]}""", "policy.missing_field", "rules[0].name", "missing")]
    [TestCase("""{"version":1,"default":"deny","rules":[{"name":"a","when":{"share":"full"}}]}""", "policy.missing_field", "rules[0].verdict", "missing")]
    [TestCase("""{"version":1,"default":"deny","rules":[{"name":"a","verdict":"deny"}]}""", "policy.missing_field", "rules[0].when", "missing")]
    [TestCase("""{"version":1,"default":"deny","rules":[{"name":"a","verdict":"deny","when":{"share":"full"},"then":1}]}""", "policy.unknown_field", "rules[0].then", "name, verdict, when")]
    [TestCase("""{"version":1,"default":"deny","rules":[{"name":"a","verdict":"deny","when":{"share":"full"}},{"when":{"share":"full"},"verdict":"deny","name":"a"}]}""", "policy.duplicate_rule", "rules[1].name", "'a' names two rules")]
    public void A_mistake_in_the_document_is_named(string json, string code, string path, string says) => Refused(json, code, path, says);

    [TestCase("", "''")]
    [TestCase(" ", "' '")]
    [TestCase(" padded", "' padded'")]
    [TestCase("line\\nfeed", "'line?feed'")]
    [TestCase("\\u001b[31mred", "'?[31mred'")]
    [TestCase("a\\u202eb", "'a?b'")]
    [TestCase("a\\u200bb", "'a?b'")]
    [TestCase("a\\u2028b", "'a?b'")]
    public void A_name_that_cannot_be_printed_is_refused(string name, string quoted)
    {
        var json = Some.Json("""{"share":"full"}""").Replace("the rule", name, StringComparison.Ordinal);

        Refused(json, "policy.invalid_value", "rules[0].name", quoted);
    }

    [Test]
    public void A_name_of_more_than_100_characters_is_refused()
    {
        Assert.That(() => Named(new string('a', 100)), Throws.Nothing);
        Assert.That(() => Named(new string('a', 101)), Throws.TypeOf<RefundPolicyException>());

        static RefundPolicy Named(string name) => RefundPolicy.Create(RefundVerdict.Denied, policy => policy.Approve(name, when => when.Full()));
    }

    [TestCase("""{}""", "policy.invalid_value", "", "no condition")]
    [TestCase("""[]""", "policy.invalid_value", "", "object")]
    [TestCase("""{"metadata":{"vip":"yes"}}""", "policy.unknown_field", ".metadata", "amount, total, age")]
    [TestCase("""{"amount":150}""", "policy.invalid_value", ".amount", "object")]
    [TestCase("""{"amount":{}}""", "policy.invalid_value", ".amount", "atMost, below, atLeast, above")]
    [TestCase("""{"amount":{"max":{"usd":"1"}}}""", "policy.unknown_field", ".amount.max", "atMost")]
    [TestCase("""{"amount":{"atMost":{}}}""", "policy.invalid_value", ".amount.atMost", "lists nothing")]
    [TestCase("""{"amount":{"atMost":"150"}}""", "policy.invalid_value", ".amount.atMost", "object")]
    [TestCase("""{"amount":{"atMost":{"usd":150}}}""", "policy.invalid_value", ".amount.atMost.usd", "'150' is not a text")]
    [TestCase("""{"amount":{"atMost":{"usd":1e999}}}""", "policy.invalid_value", ".amount.atMost.usd", "'1e999'")]
    [TestCase("""{"amount":{"atMost":{"usd":"-1.00"}}}""", "policy.invalid_value", ".amount.atMost.usd", "negative")]
    [TestCase("""{"amount":{"atMost":{"usd":"+1.00"}}}""", "policy.invalid_value", ".amount.atMost.usd", "digits")]
    [TestCase("""{"amount":{"atMost":{"usd":"1,000.00"}}}""", "policy.invalid_value", ".amount.atMost.usd", "digits")]
    [TestCase("""{"amount":{"atMost":{"usd":"$150"}}}""", "policy.invalid_value", ".amount.atMost.usd", "'$150'")]
    [TestCase("""{"amount":{"atMost":{"usd":"1e2"}}}""", "policy.invalid_value", ".amount.atMost.usd", "exponent")]
    [TestCase("""{"amount":{"atMost":{"usd":" 150"}}}""", "policy.invalid_value", ".amount.atMost.usd", "digits")]
    [TestCase("""{"amount":{"atMost":{"usd":"150."}}}""", "policy.invalid_value", ".amount.atMost.usd", "digits")]
    [TestCase("""{"amount":{"atMost":{"usd":".50"}}}""", "policy.invalid_value", ".amount.atMost.usd", "digits")]
    [TestCase("""{"amount":{"atMost":{"usd":"1.2.3"}}}""", "policy.invalid_value", ".amount.atMost.usd", "digits")]
    [TestCase("""{"amount":{"atMost":{"usd":"١٥٠"}}}""", "policy.invalid_value", ".amount.atMost.usd", "digits")]
    [TestCase("""{"amount":{"atMost":{"usd":"NaN"}}}""", "policy.invalid_value", ".amount.atMost.usd", "'NaN'")]
    [TestCase("""{"amount":{"atMost":{"usd":""}}}""", "policy.invalid_value", ".amount.atMost.usd", "digits")]
    [TestCase("""{"amount":{"atMost":{"usd":"150.001"}}}""", "policy.invalid_value", ".amount.atMost.usd", "has 3 decimals, but USD has 2")]
    [TestCase("""{"amount":{"atMost":{"jpy":"150.0"}}}""", "policy.invalid_value", ".amount.atMost.jpy", "JPY has 0")]
    [TestCase("""{"amount":{"atMost":{"kwd":"1.2345"}}}""", "policy.invalid_value", ".amount.atMost.kwd", "KWD has 3")]
    [TestCase("""{"amount":{"atMost":{"kwd":"1.234"}}}""", "policy.invalid_value", ".amount.atMost.kwd", "steps of 0.010")]
    [TestCase("""{"amount":{"atMost":{"isk":"100.50"}}}""", "policy.invalid_value", ".amount.atMost.isk", "steps of 1.00")]
    [TestCase("""{"amount":{"atMost":{"usd":"1234567890123"}}}""", "policy.invalid_value", ".amount.atMost.usd", "too large")]
    [TestCase("""{"amount":{"atMost":{"uds":"1"}}}""", "policy.invalid_value", ".amount.atMost.uds", "UDS is not a currency")]
    [TestCase("""{"amount":{"atMost":{"xxx":"1"}}}""", "policy.invalid_value", ".amount.atMost.xxx", "not a currency")]
    [TestCase("""{"amount":{"atMost":{"dollars":"1"}}}""", "policy.invalid_value", ".amount.atMost.dollars", "ISO 4217")]
    [TestCase("""{"amount":{"atMost":{"usd":"1","usd":"2"}}}""", "policy.duplicate_field", ".amount.atMost.usd", "twice")]
    [TestCase("""{"amount":{"atMost":{"usd":"1","USD":"2"}}}""", "policy.duplicate_field", ".amount.atMost.USD", "twice")]
    [TestCase("""{"amount":{"atMost":{"usd":"1"},"below":{"usd":"2"}}}""", "policy.invalid_value", ".amount", "both atMost and below")]
    [TestCase("""{"amount":{"atMost":{"usd":"0"}}}""", "policy.never_holds", ".amount (usd)", "never hold")]
    [TestCase("""{"amount":{"below":{"usd":"0.01"}}}""", "policy.never_holds", ".amount (usd)", "never hold")]
    [TestCase("""{"amount":{"above":{"usd":"10"},"atMost":{"usd":"10"}}}""", "policy.never_holds", ".amount (usd)", "never hold")]
    [TestCase("""{"amount":{"above":{"usd":"10","eur":"1"},"atMost":{"usd":"20"}}}""", "policy.invalid_value", ".amount", "above has \"eur\" but atMost has not")]
    [TestCase("""{"total":{"atLeast":{"usd":"10"},"below":{"usd":"10"}}}""", "policy.never_holds", ".total (usd)", "never hold")]
    [TestCase("""{"age":30}""", "policy.invalid_value", ".age", "object")]
    [TestCase("""{"age":{"atMost":30}}""", "policy.unknown_field", ".age.atMost", "withinDays, olderThanDays")]
    [TestCase("""{"age":{"withinDays":"30"}}""", "policy.invalid_value", ".age.withinDays", "whole number")]
    [TestCase("""{"age":{"withinDays":30.5}}""", "policy.invalid_value", ".age.withinDays", "'30.5'")]
    [TestCase("""{"age":{"withinDays":-1}}""", "policy.invalid_value", ".age.withinDays", "from 0 to 36500")]
    [TestCase("""{"age":{"withinDays":99999}}""", "policy.invalid_value", ".age.withinDays", "from 0 to 36500")]
    [TestCase("""{"age":{"withinDays":1e400}}""", "policy.invalid_value", ".age.withinDays", "'1e400'")]
    [TestCase("""{"age":{"withinDays":30,"olderThanDays":30}}""", "policy.never_holds", ".age", "never hold")]
    [TestCase("""{"earlierRefunds":{"atMost":1,"above":1}}""", "policy.never_holds", ".earlierRefunds", "never hold")]
    [TestCase("""{"share":"half"}""", "policy.invalid_value", ".share", "partial, full")]
    [TestCase("""{"share":["full"]}""", "policy.invalid_value", ".share", "text in quotation marks")]
    [TestCase("""{"reason":"duplicate"}""", "policy.invalid_value", ".reason", "list")]
    [TestCase("""{"reason":[]}""", "policy.invalid_value", ".reason", "lists nothing")]
    [TestCase("""{"reason":["expired"]}""", "policy.invalid_value", ".reason[0]", "requested_by_customer, duplicate, fraudulent")]
    [TestCase("""{"actor":["person","person"]}""", "policy.invalid_value", ".actor", "\"person\" is listed twice")]
    [TestCase("""{"identity":["verified",7]}""", "policy.invalid_value", ".identity[1]", "text in quotation marks")]
    [TestCase("""{"paymentMethod":["Card"]}""", "policy.invalid_value", ".paymentMethod", "'Card' is not a payment method")]
    [TestCase("""{"paymentMethod":["card","card"]}""", "policy.invalid_value", ".paymentMethod", "twice")]
    [TestCase("""{"paymentMethod":[]}""", "policy.invalid_value", ".paymentMethod", "lists nothing")]
    public void A_mistake_in_a_condition_is_named(string when, string code, string path, string says) =>
        Refused(Some.Json(when), code, "rules[0].when" + path, says);

    [Test]
    public void All_mistakes_are_named_at_once()
    {
        var problem = Assert.Throws<RefundPolicyException>(() => RefundPolicy.Parse(
            """
            { "version": 1, "fallback": "deny", "rules": [
                { "name": "a", "verdict": "aprove", "when": { "age": { "withinDays": -3 } } },
                { "name": "b", "verdict": "deny", "when": { "amount": { "above": { "usd": "1.005" } } } } ] }
            """));

        Assert.That(problem.Problems.Select(found => found.Path), Is.EqualTo(new[]
        {
            "fallback", "rules[0].verdict", "rules[0].when.age.withinDays", "rules[1].when.amount.above.usd", "default",
        }));
        Assert.That(problem.Code, Is.EqualTo("policy.unknown_field"));
        Assert.That(problem.Message, Does.Contain("5 reasons").And.Contain("rules[1].when.amount.above.usd: '1.005' has 3 decimals"));
    }

    [Test]
    public void A_thousand_mistakes_do_not_fill_the_log()
    {
        var json = $$"""{"version":1,"default":"deny",{{string.Join(',', Enumerable.Range(0, 1000).Select(i => $"\"f{i}\":0"))}}}""";

        var problem = Assert.Throws<RefundPolicyException>(() => RefundPolicy.Parse(json));

        Assert.That(problem.Problems, Has.Count.EqualTo(50));
    }

    [Test]
    public void A_long_value_is_shortened_in_the_message()
    {
        var problem = Assert.Throws<RefundPolicyException>(() => RefundPolicy.Parse(Some.Json($$"""{"share":"{{new string('x', 10_000)}}"}""")));

        Assert.That(problem.Message, Has.Length.LessThan(400));
    }

    [Test]
    public void More_than_256_rules_are_refused()
    {
        Assert.That(() => Of(256), Throws.Nothing);
        Assert.That(() => Of(257), Throws.TypeOf<RefundPolicyException>().With.Property("Code").EqualTo("policy.too_large"));

        static RefundPolicy Of(int rules) => RefundPolicy.Create(RefundVerdict.Denied, policy =>
        {
            for (var i = 0; i < rules; i++)
            {
                policy.Approve($"rule {i}", when => when.Full());
            }
        });
    }

    [Test]
    public void A_document_of_a_thousand_rules_is_refused()
    {
        const string rule = """{"name":"a rule","verdict":"deny","when":{"share":"full"}}""";
        var rules = Enumerable.Range(0, 1000).Select(i => rule.Replace("a rule", $"rule {i}", StringComparison.Ordinal));

        Refused($$"""{"version":1,"default":"deny","rules":[{{string.Join(',', rules)}}]}""", "policy.too_large", "rules", "more than 256");
    }

    [Test]
    public void More_than_62_payment_methods_are_refused()
    {
        Assert.That(() => Of(62).Evaluate(Some.Facts() with { MethodType = "m61" }).Verdict, Is.EqualTo(RefundVerdict.Approved));
        Assert.That(Of(62).Evaluate(Some.Facts() with { MethodType = "m62" }).Verdict, Is.EqualTo(RefundVerdict.Denied));
        Assert.That(() => Of(63), Throws.TypeOf<RefundPolicyException>().With.Property("Code").EqualTo("policy.too_large"));

        static RefundPolicy Of(int methods) => RefundPolicy.Create(RefundVerdict.Denied, policy => policy
            .Approve("many", when => when.PaymentMethodIs([.. Enumerable.Range(0, methods).Select(i => $"m{i}")])));
    }

    [Test]
    public void A_document_over_256_KiB_is_refused() =>
        Refused(new string(' ', 256 * 1024 + 1), "policy.too_large", "", "bytes");

    [Test]
    public void Bytes_that_are_not_UTF8_are_refused()
    {
        byte[] bytes = [.. "{\"version\":1,\"default\":\""u8, 0xff, 0xfe, .. "\"}"u8];

        Assert.That(() => RefundPolicy.Parse(bytes), Throws.TypeOf<RefundPolicyException>().With.Property("Code").EqualTo("policy.not_json"));
    }

    [Test]
    public void A_byte_order_mark_and_a_schema_reference_are_accepted()
    {
        var policy = RefundPolicy.Parse([0xef, 0xbb, 0xbf, .. """{"$schema":"./refund-policy.schema.json","version":1,"default":"deny"}"""u8]);

        Assert.That(policy.Version, Is.EqualTo(RefundPolicy.Create(RefundVerdict.Denied).Version));
    }

    [Test]
    public void Loads_a_file()
    {
        var path = Path.Combine(TestContext.CurrentContext.WorkDirectory, "policy.json");
        File.WriteAllText(path, The.SmallAndRecent.ToJson(), Encoding.UTF8);

        Assert.That(RefundPolicy.Load(path).Version, Is.EqualTo(The.SmallAndRecent.Version));
    }

    [TestCase("")]
    [TestCase("no/such/policy.json")]
    [TestCase(".")]
    [TestCase("a\0b")]
    public void A_file_that_cannot_be_read_is_named(string path)
    {
        var problem = Assert.Throws<RefundPolicyException>(() => RefundPolicy.Load(path));

        Assert.That(problem.Code, Is.EqualTo("policy.unreadable"));
        Assert.That(problem.Message, Does.Contain(path.Replace('\0', '?')));
        Assert.That(problem.InnerException, Is.Not.Null);
    }

    private static void Refused(string json, string code, string path, string says)
    {
        var problem = Assert.Throws<RefundPolicyException>(() => RefundPolicy.Parse(json));

        Assert.That(problem.Problems, Has.Count.EqualTo(1), problem.Message);
        Assert.That(problem.Code, Is.EqualTo(code));
        Assert.That(problem.Problems[0].Path, Is.EqualTo(path));
        Assert.That(problem.Message, Does.Contain(says).And.Contain(path));
    }
}
