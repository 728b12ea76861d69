using BillingContext.Payments;
using BillingContext.StripeAdapter;
using BillingContext.Testing;
using BillingContext.Tests.Framework;
using Microsoft.Extensions.DependencyInjection;

namespace BillingContext.Tests.Payments;

/// <summary>Very many payments, and very many guesses at somebody else's.</summary>
internal sealed class GiganticTests
{
    [Test]
    public async Task Ten_thousand_payments_are_cut_to_what_was_asked_for_and_said_to_be_more()
    {
        using var desk = new Desk();
        var customer = desk.Stripe.Account.AddCustomer("buyer@example.com");
        for (var i = 0; i < 10_000; i++)
        {
            desk.Stripe.Account.Pay(customer, 100 + i);
        }

        var context = await desk.Contexts.GetAsync(Desk.Verified(customer), new PaymentContextRequest { Payments = 100, IncludeAttempts = true, IncludeInvoices = true });

        Assert.That((context.Payments.Count, context.Attempts!.Count, desk.Calls.Count), Is.EqualTo((100, 100, 5)));
        Assert.That(context.Payments[0].Amount, Is.EqualTo(Money.Of("usd", 10_099)), "the newest are there");
        Assert.That(context.Missing, Is.EquivalentTo(new[] { new DataGap(DataArea.Payments, DataGapReason.MoreExist), new DataGap(DataArea.Attempts, DataGapReason.MoreExist) }));
    }

    [Test]
    public async Task A_hundred_thousand_guesses_at_somebody_elses_payment_tell_nothing_and_cost_one_call_each()
    {
        var calls = new CountedCalls();
        using var desk = new Desk(builder => builder.Services.AddHttpClient(StripeOptions.HttpClientName).AddHttpMessageHandler(() => calls));
        var random = new Random(5);
        string[] customers = [.. Enumerable.Range(0, 200).Select(at => desk.Stripe.Account.AddCustomer($"buyer{at}@example.com"))];
        var payments = customers.SelectMany((customer, at) => Enumerable.Range(0, 3).Select(number => (Owner: at, Paid: desk.Stripe.Account.Pay(customer, 100 + number)))).ToList();
        foreach (var (_, paid) in payments.Where((_, at) => at % 7 == 0))
        {
            desk.Stripe.Account.OpenDispute(paid.ChargeId!, "fraudulent");
        }

        foreach (var (_, paid) in payments.Where((_, at) => at % 7 == 1))
        {
            desk.Stripe.Account.Refund(paid, 50);
        }

        var odd = new List<string>();
        for (var pair = 0; pair < 100_000; pair++)
        {
            var asker = random.Next(customers.Length);
            var (owner, paid) = payments[random.Next(payments.Count)];
            var id = random.Next(3) switch { 0 => paid.PaymentIntentId!, 1 => paid.ChargeId!, _ => $"pi_{random.Next():x}" };
            if (asker == owner)
            {
                continue;
            }

            var before = calls.Count;
            var payment = await desk.Contexts.GetPaymentAsync(Desk.Verified(customers[asker]), new PaymentId(id));
            if (payment is not null || calls.Count - before != 1)
            {
                odd.Add($"{customers[asker]} and {id}: {payment}, {calls.Count - before} calls");
            }
        }

        Assert.That(odd, Is.Empty);
        Assert.That(calls.Count, Is.GreaterThan(99_000));
    }

    private sealed class CountedCalls : DelegatingHandler
    {
        internal int Count { get; private set; }

        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            Count++;
            return base.SendAsync(request, cancellationToken);
        }
    }
}
