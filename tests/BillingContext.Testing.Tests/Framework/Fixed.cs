using FsCheck;
using FsCheck.Fluent;

namespace BillingContext.Testing.Tests.Framework;

internal static class Fixed
{
    /// <summary>The same samples on every run: a red build stays red until somebody mends it.</summary>
    public static void HoldsForFixedSamples(this Property property) => property.Check(Config.QuickThrowOnFailure.WithReplay(20261102, 901));
}
