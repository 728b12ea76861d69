namespace BillingContext.Tests.Root;

/// <summary>What names a thing is checked where it is made, and is never repeated when it is refused.</summary>
internal sealed class IdTests
{
    private static readonly (string Name, Func<string, object> Make, string Good)[] Ids =
    [
        (nameof(CustomerId), text => new CustomerId(text), "cus_1"),
        (nameof(PaymentId), text => new PaymentId(text), "pi_1"),
        (nameof(ChargeId), text => new ChargeId(text), "ch_1"),
        (nameof(RefundId), text => new RefundId(text), "re_1"),
        (nameof(DisputeId), text => new DisputeId(text), "dp_1"),
        (nameof(SubscriptionId), text => new SubscriptionId(text), "sub_1"),
        (nameof(InvoiceId), text => new InvoiceId(text), "in_1"),
        (nameof(StripeAccountId), text => new StripeAccountId(text), "acct_1"),
    ];

    private static readonly string?[] Hostile =
    [
        null, "", " ", "cus_1 ", " cus_1", "cus_1\n", "cus_1\0", "cus_1/../charges", "cus_1?expand[]=x", "cus_1#", "cus_1%2F", "cus_1&x=1", "cus_1\"", "cus_1'",
        "cus.1", "cus_é", "cus_１", "cus_\u202E1", "😀", "cus_1;DROP TABLE", new string('a', 256),
    ];

    [Test]
    public void Takes_an_id_as_Stripe_writes_it([ValueSource(nameof(Names))] string name)
    {
        var (_, make, good) = Ids.Single(id => id.Name == name);

        Assert.That(make(good).ToString(), Is.EqualTo(good));
        Assert.That(new[] { make(good), make(good), make(good + "2") }.Distinct().Count(), Is.EqualTo(2));
    }

    [Test]
    public void Takes_an_id_of_the_merchants_own_making([ValueSource(nameof(Names))] string name) =>
        Assert.That(Ids.Single(id => id.Name == name).Make("gold-member_0815").ToString(), Is.EqualTo("gold-member_0815"));

    [Test]
    public void Refuses_what_is_visibly_something_else([ValueSource(nameof(Names))] string name)
    {
        var (_, make, good) = Ids.Single(id => id.Name == name);
        var prefix = good[..^1];
        foreach (var other in Ids.Select(id => id.Good).Append("evt_1").Append("sk_live_1").Append("rk_test_1").Append("whsec_1").Where(other => other != good))
        {
            if (name == nameof(PaymentId) && other == "ch_1")
            {
                continue;
            }

            Assert.That(() => make(other), Throws.ArgumentException.With.Message.Contains($"'{prefix}'"), other);
        }
    }

    [Test]
    public void Refuses_hostile_text_and_does_not_repeat_it([ValueSource(nameof(Names))] string name, [ValueSource(nameof(Hostile))] string? text)
    {
        var exception = Assert.Catch<ArgumentException>(() => Ids.Single(id => id.Name == name).Make(text!));

        Assert.That(exception!.Message, Does.StartWith("Not a Stripe id"));
        if (text is { Length: > 1 })
        {
            Assert.That(exception.Message, Does.Not.Contain(text));
        }
    }

    [TestCase("pi_1", true)]
    [TestCase("ch_1", false)]
    [TestCase("py_1", false)]
    public void A_payment_is_an_intent_or_its_charge(string id, bool isIntent) => Assert.That(new PaymentId(id).IsPaymentIntent, Is.EqualTo(isIntent));

    [Test]
    public void Bank_debits_and_old_disputes_have_prefixes_of_their_own()
    {
        Assert.That(new ChargeId("py_1").Value, Is.EqualTo("py_1"));
        Assert.That(new DisputeId("du_1").Value, Is.EqualTo("du_1"));
    }

    [Test]
    public void Defaults_are_empty_and_harmless()
    {
        var defaults = new object[]
        {
            default(CustomerId), default(PaymentId), default(ChargeId), default(RefundId), default(DisputeId), default(SubscriptionId), default(InvoiceId), default(StripeAccountId), default(TicketReference),
        };

        Assert.That(defaults.Select(id => id.ToString()), Is.All.Empty);
        Assert.That(defaults.Select(id => id.GetHashCode()), Is.All.Not.Null);
        Assert.That(default(PaymentId).IsPaymentIntent, Is.False);
    }

    [Test]
    public void The_default_merchant_is_one_however_it_is_made()
    {
        Assert.That(new MerchantId("default"), Is.EqualTo(default(MerchantId)).And.EqualTo(MerchantId.Default));
        Assert.That(new MerchantId("default").GetHashCode(), Is.EqualTo(default(MerchantId).GetHashCode()));
        Assert.That(default(MerchantId).Value, Is.EqualTo("default"));
        Assert.That(new MerchantId("Default"), Is.Not.EqualTo(MerchantId.Default), "Case counts.");
    }

    [TestCase("")]
    [TestCase("a b")]
    [TestCase("a/b")]
    [TestCase("a\nb")]
    [TestCase("é")]
    public void A_merchants_id_is_plain(string text) => Assert.That(() => new MerchantId(text), Throws.ArgumentException);

    [Test]
    public void A_merchants_id_is_not_endless()
    {
        Assert.That(() => new MerchantId(new string('a', 128)), Throws.Nothing);
        Assert.That(() => new MerchantId(new string('a', 129)), Throws.ArgumentException);
    }

    [TestCase("")]
    [TestCase("   ")]
    [TestCase("line\nbreak")]
    [TestCase("\u001b[31mred")]
    public void Tickets_and_actors_are_lines_of_text(string text)
    {
        Assert.That(() => new TicketReference(text), Throws.ArgumentException);
        Assert.That(() => Actor.Person(text), Throws.ArgumentException);
        Assert.That(() => Actor.Assistant(text), Throws.ArgumentException);
        Assert.That(() => Actor.Automation(text), Throws.ArgumentException);
    }

    [Test]
    public void An_actor_is_read_from_the_text_it_prints()
    {
        Actor[] actors = [Actor.Person("a"), Actor.Assistant("a:b"), Actor.Automation(":")];

        Assert.That(actors.Select(actor => Actor.Parse(actor.ToString())), Is.EqualTo(actors));
    }

    [TestCase("")]
    [TestCase("agent_7")]
    [TestCase("person")]
    [TestCase("person:")]
    [TestCase("Person:a")]
    [TestCase("robot:a")]
    [TestCase("person:a\nb")]
    public void What_is_no_actor_is_not_read_as_one(string text) => Assert.That(() => Actor.Parse(text), Throws.ArgumentException);

    [Test]
    public void Actors_say_their_kind()
    {
        var actors = new[] { Actor.Person("a"), Actor.Assistant("a"), Actor.Automation("a") };

        Assert.That(actors.Select(actor => actor.ToString()), Is.EqualTo(new[] { "person:a", "assistant:a", "automation:a" }));
    }

    [Test]
    public void A_scope_tells_merchant_account_and_mode()
    {
        Assert.That(new StripeScope(new MerchantId("acme"), new StripeAccountId("acct_1"), Livemode: false).ToString(), Is.EqualTo("acme/acct_1/test"));
        Assert.That(default(StripeScope).ToString(), Is.EqualTo("default/own/test"));
    }

    private static IEnumerable<string> Names() => Ids.Select(id => id.Name);
}
