using System.Reflection;

namespace BillingContext.Tests.Conventions;

/// <summary>Which folder of the core may name which: root ← Customers ← Payments ← Refunds, and the seams beside them.</summary>
internal sealed class FolderTests
{
    private const string Root = "the root";
    private const string Registration = "DependencyInjection";

    /// <summary>
    /// What each folder may name of another: all of its public face, its records (data without behaviour: records, enums, constants)
    /// or its port (the records, the interfaces and the exceptions). The root's own Internal is plumbing that is open to all.
    /// </summary>
    private static readonly Dictionary<string, string[]> Allowed = new()
    {
        [Root] = [],
        ["Customers"] = ["port of StripeAdapter", "port of Storage", "records of Audit"],
        ["Payments"] = ["port of Customers", "port of StripeAdapter", "port of Storage", "all of Telemetry"],
        ["Refunds"] = ["port of Customers", "port of Payments", "port of StripeAdapter", "port of Storage", "records of Audit", "records of Webhooks", "all of Telemetry"],
        ["Answers"] = ["port of Customers", "port of Payments", "records of Refunds", "records of Subscriptions", "records of Audit", "records of Webhooks"],
        ["Subscriptions"] =
        [
            "port of Customers", "port of Payments", "port of Refunds", "port of StripeAdapter", "port of Storage", "records of Audit", "records of Webhooks",
            "all of Telemetry",
        ],
        ["Webhooks"] =
        [
            "port of Customers", "port of Payments", "records of Refunds", "records of Subscriptions", "port of StripeAdapter", "port of Storage", "records of Audit", "all of Telemetry",
        ],
        ["Audit"] = ["records of Customers", "records of Payments", "records of Refunds", "records of Subscriptions", "port of Storage"],
        ["Storage"] = ["all of Audit", "records of Refunds", "records of Subscriptions", "records of Webhooks", "records of Vault"],
        ["StripeAdapter"] = ["records of Customers", "records of Payments", "records of Refunds", "records of Webhooks", "all of Telemetry"],
        ["Vault"] = ["port of Storage", "records of Audit", "records of Refunds", "all of Telemetry"],
        ["Telemetry"] = ["records of Refunds", "records of Subscriptions", "records of Webhooks", "records of Vault"],
    };

    private static readonly Type[] Core = [.. Products.Core.GetTypes().Where(type => FolderOf(type) is not null)];

    [Test]
    public void Arrows_point_where_the_architecture_says()
    {
        var wrong = References_between_folders()
            .Where(reference => reference.From != Registration && !IsAllowed(reference))
            .Select(reference => $"{reference.Source} in {reference.From} names {reference.Target} in {reference.To}");

        Assert.That(wrong.Distinct().Order(StringComparer.Ordinal), Is.Empty);
    }

    [Test]
    public void Nobody_names_what_is_internal_to_another_folder()
    {
        var wrong = References_between_folders()
            .Where(reference => reference.From != Registration && reference.To != Root && reference.Target.IsInternalNamespace())
            .Select(reference => $"{reference.Source} in {reference.From} names {reference.Target}");

        Assert.That(wrong.Distinct().Order(StringComparer.Ordinal), Is.Empty);
    }

    [Test]
    public void The_table_names_every_folder_and_allows_nothing_that_is_not_there()
    {
        var real = References_between_folders().Where(reference => reference.To != Root).ToLookup(reference => reference.From, reference => reference.To);
        var folders = Core.Select(type => FolderOf(type)!).Distinct();

        Assert.That(folders, Is.EquivalentTo(Allowed.Keys.Append(Registration)));
        foreach (var (folder, arrows) in Allowed)
        {
            Assert.That(arrows.Select(arrow => arrow.Split(' ')[^1]), Is.EquivalentTo(real[folder].Distinct()), folder);
        }
    }

    [Test]
    public void Every_namespace_is_a_folder_at_most_three_deep() => Assert.That(
        Core.Select(type => type.Namespace!).Distinct().Where(space => space.StartsWith("BillingContext", StringComparison.Ordinal)).Select(space => space.Split('.').Length),
        Is.All.InRange(1, 4));

    private static IEnumerable<Reference> References_between_folders() =>
        from source in Core
        let folder = FolderOf(source)
        from target in References.Of(source)
        where target.Assembly == Products.Core
        let other = FolderOf(target)
        where other is not null && other != folder
        select new Reference(Outermost(source), folder, target, other);

    private static bool IsAllowed(Reference reference) =>
        reference.To == Root
        || Allowed[reference.From].Any(arrow => arrow switch
        {
            _ when !arrow.EndsWith(" of " + reference.To, StringComparison.Ordinal) => false,
            _ when arrow.StartsWith("all", StringComparison.Ordinal) => true,
            _ when arrow.StartsWith("port", StringComparison.Ordinal) => IsRecord(reference.Target) || IsPort(reference.Target),
            _ => IsRecord(reference.Target),
        });

    /// <summary>Data: a value, an enum, a record, a result with its factories, or a holder of constants.</summary>
    private static bool IsRecord(Type type) =>
        type.IsValueType
        || type.GetMethod("<Clone>$") is not null
        || type.Name.EndsWith("Decision", StringComparison.Ordinal)
        || type.Name.Contains("Result", StringComparison.Ordinal)
        || (type.IsStatic() && type.GetFields().All(field => field.IsLiteral) && type.GetMethods(BindingFlags.DeclaredOnly | BindingFlags.Static | BindingFlags.Public).Length == 0);

    private static bool IsPort(Type type) => type.IsInterface || typeof(Exception).IsAssignableFrom(type) || type.Name.EndsWith("Options", StringComparison.Ordinal);

    private static string? FolderOf(Type type) => Outermost(type).Namespace switch
    {
        "BillingContext" or "BillingContext.Internal" => Root,
        "Microsoft.Extensions.DependencyInjection" => Registration,
        { } space when space.StartsWith("BillingContext.", StringComparison.Ordinal) => space.Split('.')[1],
        _ => null,
    };

    private static Type Outermost(Type type) => type.DeclaringType is { } outer ? Outermost(outer) : type;

    private sealed record Reference(Type Source, string From, Type Target, string To);
}
