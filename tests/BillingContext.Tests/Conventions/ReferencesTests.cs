using System.Text;

namespace BillingContext.Tests.Conventions;

/// <summary>That the instrument the other rules are measured with sees what it should.</summary>
internal sealed class ReferencesTests
{
    [TestCase(typeof(StringBuilder), Description = "made in a body")]
    [TestCase(typeof(Uri), Description = "named by a cast in a lambda")]
    [TestCase(typeof(Version), Description = "an argument of a generic call")]
    [TestCase(typeof(DivideByZeroException), Description = "caught in an async method")]
    [TestCase(typeof(Guid), Description = "an element of a nested generic")]
    [TestCase(typeof(IDisposable), Description = "a parameter of what is called")]
    public void Sees_what_a_body_names(Type type) =>
        Assert.That(typeof(Sample).GetNestedTypes(System.Reflection.BindingFlags.NonPublic).Append(typeof(Sample)).SelectMany(References.Of), Does.Contain(type));

    private sealed class Sample
    {
        internal static string Body() => new StringBuilder().ToString();

        internal static Func<object, string> Lambda() => value => ((Uri)value).Host;

        internal static int Generic() => Array.Empty<Version>().Length;

        internal static async Task<int> Async()
        {
            try
            {
                return await Task.FromResult(1);
            }
            catch (DivideByZeroException)
            {
                return 0;
            }
        }

        internal static int Nested(Dictionary<string, List<Guid[]>> value) => value.Count;

        internal static void Called() => Take(null);

        private static void Take(IDisposable? one) => one?.Dispose();
    }
}
