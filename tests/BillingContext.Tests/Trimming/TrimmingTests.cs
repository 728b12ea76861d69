using System.Reflection;
using BillingContext.Tests.Conventions;

namespace BillingContext.Tests.Trimming;

/// <summary>What the trimmer is promised. That it holds is shown by .ci/run, which publishes .ci/consumer trimmed and runs it.</summary>
internal sealed class TrimmingTests
{
    [Test]
    public void All_but_the_test_package_may_be_trimmed()
    {
        Assert.That(IsTrimmable(Products.Core));
        Assert.That(IsTrimmable(Products.Policies));
        Assert.That(IsTrimmable(Products.Relational));
        Assert.That(IsTrimmable(Products.AspNetCore));
        Assert.That(IsTrimmable(Products.Testing), Is.False, "A test package builds documents freely.");
    }

    private static bool IsTrimmable(Assembly assembly) =>
        assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Any(data => data is { Key: "IsTrimmable", Value: "True" });
}
