using System.Buffers;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using BillingContext.Refunds;

namespace BillingContext.Policies.Internal;

/// <summary>Writes the one canonical text of a policy, which is also what its version is the hash of.</summary>
internal static class PolicyWriter
{
    // 128 bits: enough that nobody can make two policies with one version.
    private const int VersionBytes = 16;

    internal static string Version(PolicyProgram program) =>
        "sha256:" + Convert.ToHexStringLower(SHA256.HashData(Utf8(program)).AsSpan(0, VersionBytes));

    internal static string Text(PolicyProgram program) => Encoding.UTF8.GetString(Utf8(program));

    private static ReadOnlySpan<byte> Utf8(PolicyProgram program)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(buffer))
        {
            json.WriteStartObject();
            json.WriteNumber("version", 1);
            json.WriteString("default", Words.Of(program.DefaultVerdict));
            json.WriteString("timeZone", program.TimeZone.Id);
            json.WriteStartArray("rules");
            foreach (var rule in program.Rules)
            {
                json.WriteStartObject();
                json.WriteString("name", rule.Name);
                json.WriteString("verdict", Words.Of(rule.Verdict));
                json.WriteStartObject("when");
                WriteConditions(json, program, program.Predicates.AsSpan(rule.Start, rule.Count));
                json.WriteEndObject();
                json.WriteEndObject();
            }

            json.WriteEndArray();
            json.WriteEndObject();
        }

        return buffer.WrittenSpan;
    }

    private static void WriteConditions(Utf8JsonWriter json, PolicyProgram program, ReadOnlySpan<Predicate> predicates)
    {
        for (var i = 0; i < predicates.Length; i++)
        {
            ref readonly var predicate = ref predicates[i];
            var name = Words.Of(predicate.Fact);
            if (predicate.Operator == Operator.OneOf)
            {
                WriteWords(json, name, program, in predicate);
                continue;
            }

            // A lower and an upper bound of one fact stand side by side.
            if (i == 0 || predicates[i - 1].Fact != predicate.Fact)
            {
                json.WriteStartObject(name);
            }

            WriteBound(json, program, in predicate);
            if (i + 1 == predicates.Length || predicates[i + 1].Fact != predicate.Fact)
            {
                json.WriteEndObject();
            }
        }
    }

    private static void WriteBound(Utf8JsonWriter json, PolicyProgram program, in Predicate predicate)
    {
        var name = Words.Of(predicate.Fact, predicate.Operator);
        if (predicate.Fact > Fact.Total)
        {
            json.WriteNumber(name, predicate.Number);
            return;
        }

        json.WriteStartObject(name);
        foreach (var (column, currency) in program.Currencies.Index())
        {
            var limit = program.Limits[predicate.Limits + column];
            if (limit != PolicyProgram.NoLimit)
            {
                json.WriteString(Words.Of(currency), MajorUnits.Write(new Money(limit, currency)));
            }
        }

        json.WriteEndObject();
    }

    private static void WriteWords(Utf8JsonWriter json, string name, PolicyProgram program, in Predicate predicate)
    {
        var words = program.WordsOf(in predicate);
        if (predicate.Fact == Fact.Share)
        {
            json.WriteString(name, words.Single());
            return;
        }

        json.WriteStartArray(name);
        foreach (var word in words)
        {
            json.WriteStringValue(word);
        }

        json.WriteEndArray();
    }
}
