using System.Buffers;
using System.Globalization;
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
        if (predicate.Count == 0)
        {
            json.WriteNumber(name, predicate.Number);
            return;
        }

        json.WriteStartObject(name);
        foreach (var limit in program.Limits.AsSpan(predicate.Start, predicate.Count))
        {
            json.WriteString(limit.Currency.ToString().ToLower(CultureInfo.InvariantCulture), MajorUnits.Write(limit));
        }

        json.WriteEndObject();
    }

    private static void WriteWords(Utf8JsonWriter json, string name, PolicyProgram program, in Predicate predicate)
    {
        if (predicate.Fact == Fact.Share)
        {
            json.WriteString(name, Words.Shares[predicate.Number == 1 ? 0 : 1]);
            return;
        }

        json.WriteStartArray(name);
        if (predicate.Fact == Fact.PaymentMethod)
        {
            foreach (var method in program.Methods.AsSpan(predicate.Start, predicate.Count))
            {
                json.WriteStringValue(method);
            }
        }
        else
        {
            var words = Words.For(predicate.Fact);
            for (var i = 0; i < words.Length; i++)
            {
                if ((predicate.Number >> i & 1) != 0)
                {
                    json.WriteStringValue(words[i]);
                }
            }
        }

        json.WriteEndArray();
    }
}
