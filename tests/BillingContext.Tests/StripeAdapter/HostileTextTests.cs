using System.Text;
using BillingContext.StripeAdapter;
using FsCheck;
using FsCheck.Fluent;

namespace BillingContext.Tests.StripeAdapter;

/// <summary>Whatever a stranger writes stays one value of one parameter, and one literal of one clause.</summary>
internal sealed class HostileTextTests
{
    private static readonly Config TwoThousand = Config.QuickThrowOnFailure.WithMaxTest(2_000).WithReplay(20261102, 901);

    private static readonly Gen<string> Texts = Gen.Elements(
            "\"", "\\", "\\\"", " ", " AND ", " OR ", "-", ":", "~", ">", "name:\"x\"", "metadata[\"k\"]:\"v\"", "null", "&limit=1", "?", "#", "%", "%22", "+", "=", ";",
            "\r\n", "\0", "\u202E", "é", "ß", "日本", "😀", "'", "<", "@", ".", "a", "B", "example.com", "/../", "expand[]=data")
        .ListOf().Select(string.Concat);

    private readonly Wire wire = new();

    [TearDown]
    public async Task Close() => await wire.DisposeAsync();

    [Test]
    public void A_search_is_one_clause_with_the_literal_e_mail() => Check.One(TwoThousand, Prop.ForAll(Texts.ToArbitrary(), email =>
    {
        var query = Send(stripe => stripe.SearchCustomersByEmailAsync(The.Scope, email, default)).Query;

        return query.Select(pair => pair.Key).SequenceEqual(["query", "limit"])
            && Clauses(query[0].Value) is [("email", var literal)]
            && literal == email;
    }));

    [Test]
    public void A_list_filters_by_the_literal_e_mail() => Check.One(TwoThousand, Prop.ForAll(Texts.ToArbitrary(), email =>
        Send(stripe => stripe.ListCustomersByEmailAsync(The.Scope, email, default)).Query
            .SequenceEqual([KeyValuePair.Create("email", email), KeyValuePair.Create("limit", "100")])));

    [Test]
    public void A_refunds_metadata_stays_metadata() => Check.One(TwoThousand, Prop.ForAll(Texts.ToArbitrary(), text =>
    {
        var refund = Some.NewRefund() with { Metadata = [new("billingcontext_request_id", text)] };
        var form = Send(stripe => stripe.CreateRefundAsync(The.Scope, refund, The.IdempotencyKey, The.SendBefore, default), Some.Refund).Body!.Split('&');

        return form.Length == 4 && Uri.UnescapeDataString(form[3]) == "metadata[billingcontext_request_id]=" + text;
    }));

    [TestCase("a\"b@example.com", "email:\"a\\\"b@example.com\"")]
    [TestCase("a\\b@example.com", "email:\"a\\\\b@example.com\"")]
    [TestCase("\" OR email:\"x", "email:\"\\\" OR email:\\\"x\"")]
    public void Quotes_and_backslashes_are_escaped_as_Stripe_says(string email, string expected) =>
        Assert.That(Send(stripe => stripe.SearchCustomersByEmailAsync(The.Scope, email, default)).Query[0].Value, Is.EqualTo(expected));

    [Test]
    public void Nothing_hostile_is_left_bare_in_the_address()
    {
        var request = Send(stripe => stripe.ListCustomersByEmailAsync(The.Scope, "a&limit=1#\"\\ é@example.com", default));

        Assert.That(request.RawQuery, Is.EqualTo("email=a%26limit%3D1%23%22%5C%20%C3%A9%40example.com&limit=100"));
    }

    /// <summary>Stripe's search language, as its documentation has it, in so far as a string clause needs it.</summary>
    private static List<(string Field, string Literal)>? Clauses(string query)
    {
        var clauses = new List<(string, string)>();
        var at = 0;
        while (at < query.Length)
        {
            var colon = query.IndexOf(':', at);
            if (colon < 0 || colon + 1 >= query.Length || query[colon + 1] != '"')
            {
                return null;
            }

            var literal = new StringBuilder();
            var end = colon + 2;
            while (end < query.Length && query[end] != '"')
            {
                end += query[end] == '\\' ? 1 : 0;
                if (end >= query.Length)
                {
                    return null;
                }

                literal.Append(query[end++]);
            }

            if (end >= query.Length)
            {
                return null;
            }

            clauses.Add((query[at..colon], literal.ToString()));
            at = end + 1;
        }

        return clauses;
    }

    // FsCheck's properties are synchronous, and so is everything up to the fake.
    private SentRequest Send(Func<IStripeAdapter, Task> call, string answer = Some.EmptyList)
    {
        wire.Stripe.Forget();
        wire.Stripe.Answers(answer);
        call(wire.Adapter).GetAwaiter().GetResult();
        return wire.Stripe.Requests.Single();
    }
}
