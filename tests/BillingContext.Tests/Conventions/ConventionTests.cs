using System.Reflection;
using System.Runtime.CompilerServices;
using BillingContext.Policies;
using BillingContext.Refunds;
using BillingContext.Storage;
using BillingContext.StripeAdapter;
using BillingContext.Vault;
using BillingContext.Webhooks;

namespace BillingContext.Tests.Conventions;

/// <summary>The rules of the house, for every package that ships.</summary>
internal sealed class ConventionTests
{
    // Meant to be derived from.
    private static readonly Type[] Bases = [typeof(BillingException)];

    // Not a host's, and yet named from more than one folder.
    private static readonly string[] SharedInside = ["BillingContext.Telemetry.BillingMetrics", "BillingContext.Telemetry.Log", "BillingContext.DependencyInjection.BillingContextBuilder"];

    /// <summary>What an enum's default value says: the safe answer, so that a forgotten or a substituted one harms nobody.</summary>
    private static readonly Dictionary<string, string> SafeZeros = new()
    {
        ["ActorKind"] = "Assistant",
        ["AuditedMoney"] = "Open",
        ["AuditVerdict"] = "Altered",
        ["BillingChangeKind"] = "Missed",
        ["CancellationKind"] = "AtPeriodEnd",
        ["CancellationRefund"] = "None",
        ["CancellationState"] = "Unknown",
        ["Certainty"] = "Unsure",
        ["ChargeFindingKind"] = "Unclear",
        ["CustomerState"] = "Unknown",
        ["DataArea"] = "Other",
        ["DataGapReason"] = "Unavailable",
        ["DestinationChargeRefunds"] = "NeedsPerson",
        ["DisputeStatus"] = "Unknown",
        ["LimitPer"] = "Merchant",
        ["MatchReason"] = "StatementDescriptor",
        ["MissingFacts"] = "None",
        ["PaymentStatus"] = "Unknown",
        ["RefundInDispute"] = "MustNot",
        ["RefundKind"] = "Unknown",
        ["RefundReason"] = "RequestedByCustomer",
        ["RefundStage"] = "Unknown",
        ["RefundState"] = "Unknown",
        ["RefundStatus"] = "Unknown",
        ["RefundVerdict"] = "Denied",
        ["ResolutionStatus"] = "NotFound",
        ["RuleOutcome"] = "Undecidable",
        ["SecretKind"] = "WebhookSecret",
        ["StoreCommit"] = "Conflict",
        ["StoppedActions"] = "Everything",
        ["StripeErrorKind"] = "Unknown",
        ["StripeWriteOutcome"] = "Unknown",
        ["SubscriptionStatus"] = "Unknown",
        ["VaultOutcome"] = "Refused",
        ["WebhookRoutingStatus"] = "Rejected",
    };

    private static readonly string[] MayBeSeen =
    [
        "System.Private.CoreLib", "System.Runtime", "System.Collections", "System.Linq", "System.Memory", "System.Net.Http", "System.Net.Primitives", "System.Text.Json", "System.Private.Uri",
        "System.ComponentModel", "System.Data.Common", "Microsoft.Extensions.DependencyInjection.Abstractions",
        "Microsoft.AspNetCore.Http.Abstractions", "Microsoft.AspNetCore.Routing", "Microsoft.Extensions.Diagnostics.HealthChecks", "BillingContext", "BillingContext.AspNetCore", "BillingContext.Policies", "BillingContext.Testing",
    ];

    [Test]
    public void Everything_concrete_is_sealed() =>
        Nothing(Products.Types.Where(type => type is { IsClass: true, IsAbstract: false, IsSealed: false } && !Bases.Contains(type)));

    [Test]
    public void What_is_in_an_Internal_folder_is_internal() =>
        Nothing(Products.Types.Where(type => type.IsInternalNamespace() && type.IsVisible));

    [Test]
    public void What_is_not_in_an_Internal_folder_is_public() =>
        Nothing(Products.Types.Where(type => !type.IsNested && !type.IsPublic && !type.IsInternalNamespace() && !SharedInside.Contains(type.FullName)));

    [Test]
    public void What_can_be_awaited_says_so_in_its_name()
    {
        var methods = Products.PublicMembers.OfType<MethodInfo>().Where(method => !method.IsSpecialName && IsAwaitable(method.ReturnType)).ToList();

        Assert.That(methods, Is.Not.Empty);
        Nothing(methods.Where(method => !method.Name.EndsWith("Async", StringComparison.Ordinal)));
    }

    [Test]
    public void Nothing_else_says_so() =>
        Nothing(Products.PublicMembers.OfType<MethodInfo>().Where(method => method.Name.EndsWith("Async", StringComparison.Ordinal) && !IsAwaitable(method.ReturnType)));

    [Test]
    public void A_token_comes_last_and_is_called_cancellationToken() => Nothing(Products.PublicMembers
        .OfType<MethodInfo>()
        .Where(method => IsAwaitable(method.ReturnType))
        .Where(method => method.GetParameters() is not [.., { Name: "cancellationToken" } last] || last.ParameterType != typeof(CancellationToken)));

    [Test]
    public void A_token_is_optional_where_hosts_call_and_required_where_they_implement()
    {
        Type[] implementedByHosts = [typeof(IStripeAdapter), typeof(IBillingStore), typeof(IMerchantCredentialsProvider), typeof(IWebhookHandler<>), typeof(IRefundPolicyEngine), typeof(IRefundPolicySource), typeof(IApprovalAuthority), typeof(ISecretProtector), typeof(IMerchantSettings)];

        var wrong = Products.PublicMembers.OfType<MethodInfo>()
            .Where(method => IsAwaitable(method.ReturnType))
            .Where(method => method.GetParameters()[^1].IsOptional == implementedByHosts.Contains(method.DeclaringType));

        Nothing(wrong);
    }

    [Test]
    public void No_foreign_type_is_in_a_public_signature()
    {
        var foreign =
            from member in Products.PublicMembers
            from type in SignatureOf(member)
            where !MayBeSeen.Contains(type.Assembly.GetName().Name) || type.Namespace is "System.Text.Json.Nodes"
            select $"{member.DeclaringType}.{member.Name}: {type}";

        Nothing(foreign);
    }

    [Test]
    public void Nothing_public_and_static_can_be_changed()
    {
        Nothing(Products.PublicMembers.OfType<FieldInfo>().Where(field => field.IsStatic && !field.IsLiteral && !field.IsInitOnly));
        Nothing(Products.PublicMembers.OfType<PropertyInfo>().Where(property => property.SetMethod is { IsStatic: true }));
        Nothing(Products.PublicMembers.OfType<FieldInfo>().Where(field => field is { IsStatic: true, IsLiteral: false, FieldType.IsEnum: false } && (field.FieldType.IsArray || field.FieldType.IsGenericType)));
    }

    [Test]
    public void No_field_is_public_unless_it_is_a_constant() =>
        Nothing(Products.PublicMembers.OfType<FieldInfo>().Where(field => !field.IsLiteral && !field.DeclaringType!.IsEnum));

    [Test]
    public void An_enums_zero_is_the_safe_answer()
    {
        var enums = Products.PublicTypes.Where(type => type.IsEnum).ToList();

        Assert.That(enums.Select(type => type.Name), Is.EquivalentTo(SafeZeros.Keys), "Say of every enum what its zero is.");
        foreach (var type in enums)
        {
            Assert.That(Enum.GetName(type, Enum.ToObject(type, 0)), Is.EqualTo(SafeZeros[type.Name]), type.Name);
        }
    }

    [Test]
    public void No_namespace_hides_Stripe_or_has_its_types_name()
    {
        foreach (var assembly in Products.All)
        {
            var types = Products.Types.Where(type => type.Assembly == assembly).ToList();
            var segments = types.SelectMany(type => type.Namespace!.Split('.')).ToHashSet();

            Assert.That(segments, Does.Not.Contain("Stripe"));
            Nothing(types.Where(type => !type.IsNested && segments.Contains(type.Name)));
        }
    }

    [Test]
    public void Packages_know_only_the_core()
    {
        Assert.That(OursAmong(Products.Core), Is.Empty);
        Assert.That(OursAmong(Products.Policies), Is.EqualTo(new[] { "BillingContext" }));
        Assert.That(OursAmong(Products.Relational), Is.EqualTo(new[] { "BillingContext" }));
        Assert.That(OursAmong(Products.AspNetCore), Is.EqualTo(new[] { "BillingContext" }));
        Assert.That(OursAmong(Products.Testing), Is.EqualTo(new[] { "BillingContext" }));
    }

    [Test]
    public void The_test_package_needs_no_test_framework() => Assert.That(
        Products.Testing.GetReferencedAssemblies().Select(assembly => assembly.Name),
        Has.None.Contains("nunit").IgnoreCase.And.None.Contains("xunit").IgnoreCase.And.None.Contains("Substitute"));

    [Test]
    public void The_durable_store_brings_no_driver() => Assert.That(
        Products.Relational.GetReferencedAssemblies().Select(assembly => assembly.Name),
        Has.None.Contains("sqlite").IgnoreCase.And.None.Contains("npgsql").IgnoreCase);

    [Test]
    public void Results_cannot_be_forged()
    {
        var results = Products.PublicTypes.Where(type => type is { IsClass: true } && !type.IsStatic() && (type.Name.Split('`')[0].EndsWith("Result", StringComparison.Ordinal) || type.Name.EndsWith("Decision", StringComparison.Ordinal)
            || type.Name == "CustomerResolution")).ToList();

        Assert.That(results, Has.Count.GreaterThan(3));
        Nothing(results.Where(type => type.GetConstructors().Length > 0));
        Nothing(results.SelectMany(type => type.GetProperties()).Where(property => property.SetMethod is { IsPublic: true } && property.PropertyType != typeof(TicketReference)));
    }

    [Test]
    public void No_word_is_too_general_to_mean_anything() => Nothing(Products.Types.Where(type =>
        new[] { "Manager", "Helper", "Helpers", "Util", "Utils", "Utility", "Common", "Data", "Info" }.Any(word => type.Name.EndsWith(word, StringComparison.Ordinal))
        && type.Name != "StripeCustomData"));

    private static bool IsAwaitable(Type type) =>
        typeof(Task).IsAssignableFrom(type)
        || type == typeof(ValueTask)
        || (type.IsGenericType && (type.GetGenericTypeDefinition() == typeof(ValueTask<>) || type.GetGenericTypeDefinition() == typeof(IAsyncEnumerable<>)));

    private static IEnumerable<Type> SignatureOf(MemberInfo member) => (member switch
    {
        MethodInfo method => method.GetParameters().Select(parameter => parameter.ParameterType).Append(method.ReturnType)
            .Concat(method.GetGenericArguments().SelectMany(argument => argument.GetGenericParameterConstraints())),
        ConstructorInfo constructor => constructor.GetParameters().Select(parameter => parameter.ParameterType),
        PropertyInfo property => [property.PropertyType],
        FieldInfo field => [field.FieldType],
        _ => [],
    }).Concat(member.DeclaringType!.GetInterfaces()).Append(member.DeclaringType.BaseType!).Where(type => type is not null).SelectMany(Parts);

    private static IEnumerable<Type> Parts(Type type) =>
        type.HasElementType ? Parts(type.GetElementType()!)
        : type.IsGenericType ? type.GetGenericArguments().SelectMany(Parts).Append(type.GetGenericTypeDefinition())
        : type.IsGenericParameter ? []
        : [type];

    private static IEnumerable<string?> OursAmong(Assembly assembly) =>
        assembly.GetReferencedAssemblies().Select(name => name.Name).Where(name => name!.StartsWith("BillingContext", StringComparison.Ordinal));

    private static void Nothing<T>(IEnumerable<T> wrong, [CallerArgumentExpression(nameof(wrong))] string? rule = null) =>
        Assert.That(wrong.Select(one => one is MemberInfo { DeclaringType: { } type } member ? $"{type}.{member.Name}" : $"{one}").Distinct(), Is.Empty, rule);
}
