namespace BillingContext.Testing.Tests.Documented;

/// <summary>The case shows a row of "What is simulated" in docs/testing.md, as the page of Stripe's documentation tells it.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class DocumentedAttribute(string row, string page) : PropertyAttribute(page)
{
    public string Row { get; } = row;

    public string Page { get; } = page;
}
