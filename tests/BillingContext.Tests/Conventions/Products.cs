using System.Reflection;
using System.Runtime.CompilerServices;
using BillingContext.AspNetCore;
using BillingContext.Policies;
using BillingContext.Testing;
using Microsoft.Extensions.DependencyInjection;

namespace BillingContext.Tests.Conventions;

/// <summary>The assemblies that ship, and the types in them that somebody wrote.</summary>
internal static class Products
{
    internal static readonly Assembly Core = typeof(BillingContextOptions).Assembly;
    internal static readonly Assembly Policies = typeof(RefundPolicy).Assembly;
    internal static readonly Assembly Relational = typeof(RelationalStoreBuilderExtensions).Assembly;
    internal static readonly Assembly AspNetCore = typeof(StripeWebhookOptions).Assembly;
    internal static readonly Assembly Testing = typeof(StripeSimulator).Assembly;
    internal static readonly Assembly[] All = [Core, Policies, Relational, AspNetCore, Testing];

    internal static IEnumerable<Type> Types { get; } = [.. All.SelectMany(assembly => assembly.GetTypes()).Where(IsWritten)];

    internal static IEnumerable<Type> PublicTypes => Types.Where(type => type.IsVisible);

    /// <summary>Members that a host can see, inherited ones not counted.</summary>
    internal static IEnumerable<MemberInfo> PublicMembers => PublicTypes.SelectMany(type => type
        .GetMembers(BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly)
        .Where(IsVisible));

    internal static bool IsStatic(this Type type) => type is { IsAbstract: true, IsSealed: true };

    internal static bool IsInternalNamespace(this Type type) => type.Namespace?.Split('.').Contains("Internal") ?? false;

    internal static bool IsVisible(MemberInfo member) => member switch
    {
        MethodBase method => method.IsPublic || method.IsFamily || method.IsFamilyOrAssembly,
        FieldInfo field => field.IsPublic || field.IsFamily || field.IsFamilyOrAssembly,
        PropertyInfo property => property.GetAccessors(nonPublic: true).Any(IsVisible),
        EventInfo raised => IsVisible(raised.AddMethod!),
        _ => false,
    };

    private static bool IsWritten(Type type) =>
        type.Namespace is { } space
        && (space.StartsWith("BillingContext", StringComparison.Ordinal) || space.StartsWith("Microsoft.Extensions", StringComparison.Ordinal)
            || space.StartsWith("Microsoft.AspNetCore", StringComparison.Ordinal))
        && !type.IsDefined(typeof(CompilerGeneratedAttribute))
        && !type.Name.Contains('<', StringComparison.Ordinal)
        && (type.DeclaringType is null || IsWritten(type.DeclaringType))
        && !type.IsDefined(typeof(System.CodeDom.Compiler.GeneratedCodeAttribute));
}
