using System.Text.Json;
using BillingContext.Refunds;

namespace BillingContext.Policies.Internal;

/// <summary>Reads the fields of a policy document. What its rules must hold to is <see cref="PolicyDraft"/>'s and <see cref="RuleDraft"/>'s.</summary>
internal sealed class PolicyReader
{
    private const int LanguageVersion = 1;

    private readonly PolicyDraft draft = new();
    private readonly JsonFields fields;

    private PolicyReader() => fields = new JsonFields(draft.Problems);

    internal static PolicyProgram Read(ReadOnlySpan<byte> utf8Json)
    {
        using var document = PolicyJson.Read(utf8Json);
        var reader = new PolicyReader();
        reader.ReadPolicy(document.RootElement);
        return reader.draft.Compile();
    }

    private void ReadPolicy(JsonElement root)
    {
        if (!fields.IsObject(root, ""))
        {
            return;
        }

        var seen = new List<string>(5);
        foreach (var (name, path, value) in fields.Of(root, "", "$schema", "version", "default", "timeZone", "rules"))
        {
            seen.Add(name);
            switch (name)
            {
                case "version":
                    ReadVersion(value, path);
                    break;
                case "default" when fields.Word(value, path, Words.Verdicts) is { } verdict:
                    draft.SetDefault((RefundVerdict)verdict);
                    break;
                case "timeZone" when fields.Text(value, path) is { } id:
                    draft.SetTimeZone(id);
                    break;
                case "rules":
                    ReadRules(value, path);
                    break;
            }
        }

        if (!seen.Contains("default"))
        {
            draft.Problems.Add(
                "policy.missing_default", "default", "is missing. Say what happens when no rule holds: \"default\": \"deny\", \"needs_approval\" or \"approve\".");
        }

        if (!seen.Contains("version"))
        {
            fields.Missing("version", $"Write \"version\": {LanguageVersion}, the version of the policy language.");
        }
    }

    private void ReadVersion(JsonElement value, string path)
    {
        if (fields.Number(value, path) is { } version and not LanguageVersion)
        {
            draft.Problems.Add(
                "policy.unsupported_version", path, $"{version} is not a version of the policy language known here. Write {LanguageVersion}, or update the package.");
        }
    }

    private void ReadRules(JsonElement value, string path)
    {
        // One more than allowed is enough to refuse the document.
        foreach (var (index, rule) in fields.Items(value, path).Take(PolicyDraft.MaxRules + 1).Index())
        {
            ReadRule(rule, $"{path}[{index}]", index);
        }
    }

    private void ReadRule(JsonElement element, string path, int index)
    {
        if (!fields.IsObject(element, path))
        {
            return;
        }

        var rule = draft.NewRule(index);
        var seen = new List<string>(3);
        foreach (var (name, where, value) in fields.Of(element, path, "name", "verdict", "when"))
        {
            seen.Add(name);
            switch (name)
            {
                case "name" when fields.Text(value, where) is { } text:
                    rule.SetName(text);
                    break;
                case "verdict" when fields.Word(value, where, Words.Verdicts) is { } verdict:
                    rule.SetVerdict((RefundVerdict)verdict);
                    break;
                case "when":
                    new ConditionReader(fields, rule.When).Read(value, where);
                    break;
            }
        }

        foreach (var missing in new[] { "name", "verdict", "when" }.Except(seen))
        {
            fields.Missing($"{path}.{missing}", "A rule has a name, a verdict and, under \"when\", its conditions.");
        }

        draft.Add(rule);
    }
}
