using System.Reflection;

namespace BillingContext.Testing.Tests;

public sealed class ConventionTests
{
    private static readonly Type[] Types = typeof(StripeSimulator).Assembly.GetTypes()
        .Where(t => t.Namespace?.StartsWith("BillingContext.Testing", StringComparison.Ordinal) == true)
        .ToArray();

    [Test]
    public void Everything_concrete_is_sealed()
        => Assert.That(Types.Where(t => t is { IsClass: true, IsAbstract: false, IsSealed: false }), Is.Empty);

    [Test]
    public void Internal_is_internal_and_the_root_is_public()
        => Assert.That(
            Types.Where(t => !t.IsNested && t.IsPublic == t.Namespace!.Contains("Internal", StringComparison.Ordinal)), Is.Empty);

    [Test]
    public void Simulator_and_product_share_no_word_that_could_be_wrong_in_both()
    {
        const BindingFlags All =
            BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly;
        var used = Types.SelectMany(t => t.GetFields(All).Select(f => f.FieldType)
            .Concat(t.GetProperties(All).Select(p => p.PropertyType))
            .Concat(t.GetMethods(All).SelectMany(m => m.GetParameters().Select(p => p.ParameterType).Append(m.ReturnType))));

        Assert.That(used.Where(t => t.Assembly.GetName().Name == "BillingContext"), Is.Empty);
    }
}
