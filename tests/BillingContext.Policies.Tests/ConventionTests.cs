namespace BillingContext.Policies.Tests;

/// <summary>The house rules of this package.</summary>
internal sealed class ConventionTests
{
    private static readonly Type[] Types = [.. typeof(RefundPolicy).Assembly.GetTypes().Where(type => type.Namespace?.StartsWith("BillingContext", StringComparison.Ordinal) == true)];

    [Test]
    public void Everything_concrete_is_sealed() =>
        Assert.That(Types.Where(type => type is { IsClass: true, IsAbstract: false, IsSealed: false }), Is.Empty);

    [Test]
    public void Internal_is_internal() =>
        Assert.That(Types.Where(type => type.IsPublic == type.Namespace!.EndsWith(".Internal", StringComparison.Ordinal) && !type.IsNested), Is.Empty);

    [Test]
    public void The_public_face_is_small() => Assert.That(Types.Where(type => type.IsPublic).Select(type => type.Name), Is.EquivalentTo(new[]
    {
        nameof(IRefundPolicySource), nameof(RefundPoliciesOptions), nameof(RefundPolicy), nameof(RefundPolicyBuilder),
        nameof(RefundPolicyException), nameof(RefundPolicyProblem), nameof(RefundRuleBuilder), nameof(RuleOutcome),
    }));
}
