using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;
using BillingContext.Refunds;

namespace BillingContext.Policies.Internal;

/// <summary>The facts as numbers, each read once for all rules; only the ones the policy asks for.</summary>
internal struct Reading
{
    /// <summary>Stands for a fact that is not known.</summary>
    internal const long Unknown = long.MinValue;

    private Numbers values;

    /// <summary>The numbers by <see cref="Fact"/>.</summary>
    [UnscopedRef]
    internal readonly ReadOnlySpan<long> Values => values;

    /// <summary>The column of the payment's currency in <see cref="PolicyProgram.Limits"/>, if the policy has one.</summary>
    internal int Currency { get; private set; }

    internal PaymentAge Age { get; private set; }

    internal static Reading Of(in RefundFacts facts, PolicyProgram program)
    {
        var reading = default(Reading);
        var knowsCharge = (facts.Missing & MissingFacts.Charge) == 0;

        // Only with these is the amount known to be plausible, so that it can be added and compared without overflow.
        var knowsRefunds = knowsCharge && (facts.Missing & MissingFacts.Refunds) == 0;
        if (program.Uses(Fact.Amount) || program.Uses(Fact.Total))
        {
            reading.Currency = program.ColumnOf(facts.Amount.Currency);
            reading.Set(Fact.Amount, facts.Amount.MinorUnits, reading.Currency >= 0);
            reading.Set(Fact.Total, knowsRefunds ? facts.Amount.MinorUnits + facts.Refunded.MinorUnits : 0, knowsRefunds && reading.Currency >= 0);
        }

        if (program.Uses(Fact.Age) && knowsCharge)
        {
            reading.Age = PaymentAge.Of(in facts, program.TimeZone);
        }

        if (program.Uses(Fact.PaymentMethod))
        {
            reading.Set(Fact.PaymentMethod, program.MethodBit(facts.MethodType), knowsCharge && !string.IsNullOrEmpty(facts.MethodType));
        }

        reading.Set(Fact.Age, reading.Age.Days, reading.Age.IsKnown);
        reading.Set(Fact.EarlierRefunds, facts.EarlierRefunds, knowsRefunds && facts.EarlierRefunds >= 0);
        reading.Set(Fact.Share, knowsRefunds && facts.IsFull ? 1 : 0, knowsRefunds);
        reading.SetWord(Fact.Reason, (int)facts.Reason, Words.Reasons);
        reading.SetWord(Fact.Actor, (int)facts.Actor, Words.Actors);
        reading.SetWord(Fact.Identity, (int)facts.Identity, Words.Identities);
        return reading;
    }

    // A value this version does not know is not "something else".
    private void SetWord(Fact fact, int value, string[] words) => Set(fact, value, (uint)value < (uint)words.Length);

    private void Set(Fact fact, long value, bool isKnown) => values[(int)fact] = isKnown ? value : Unknown;

    [InlineArray((int)Fact.PaymentMethod + 1)]
    private struct Numbers
    {
        private long first;
    }
}
