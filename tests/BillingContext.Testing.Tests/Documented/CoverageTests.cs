using System.Reflection;
using NUnit.Framework.Interfaces;

namespace BillingContext.Testing.Tests.Documented;

/// <summary>docs/testing.md promises what the cases show, and nothing else.</summary>
public sealed class CoverageTests
{
    private static readonly MethodInfo[] Cases = [.. typeof(DocumentedCases).Assembly.GetTypes()
        .Where(type => type.IsSubclassOf(typeof(DocumentedCases)) && type != typeof(RefusalCases))
        .SelectMany(type => type.GetMethods(BindingFlags.Public | BindingFlags.Instance | BindingFlags.DeclaredOnly))
        .Where(method => method.GetCustomAttributes().Any(attribute => attribute is ISimpleTestBuilder or ITestBuilder))];

    [Test]
    public void Every_row_of_what_is_simulated_has_a_case_and_every_case_a_row()
        => Assert.That(
            Cases.Select(method => method.GetCustomAttribute<DocumentedAttribute>()!.Row).Distinct(),
            Is.EquivalentTo(TestingPage.Rows("What is simulated")));

    [Test]
    public void Every_row_of_what_is_not_has_a_case_and_every_case_a_row()
        => Assert.That(
            typeof(RefusalCases).GetMethod(nameof(RefusalCases.Names_the_simulator_and_changes_nothing))!
                .GetCustomAttributes<TestCaseAttribute>().Select(test => (string)test.Arguments[0]!).Distinct(),
            Is.EquivalentTo(TestingPage.Rows("What is not")));

    [Test]
    public void Every_case_names_a_page_of_Stripes_documentation()
        => Assert.That(
            Cases.Where(method => method.GetCustomAttribute<DocumentedAttribute>()
                ?.Page.StartsWith("https://docs.stripe.com/", StringComparison.Ordinal) != true),
            Is.Empty);
}
