using BillingContext.Simulation.Defects;

namespace BillingContext.Simulation.Tests;

/// <summary>The defects still fit the source they are made from; that each is caught is shown by <c>--defects</c>.</summary>
public class DefectTests
{
    [TestCaseSource(nameof(Names))]
    public void A_defect_fits_the_source(string name)
    {
        var defect = DefectList.All.Single(known => known.Name == name);

        Assert.That(defect.Edits, Is.Not.Empty);
        Assert.That(defect.Edits.Select(edit => edit.Problem(Workshop.Root())).OfType<string>(), Is.Empty);
        Assert.That(defect.Edits.Where(edit => edit.Before == edit.After), Is.Empty);
    }

    [Test]
    public void An_edit_says_when_its_text_is_gone()
    {
        var edit = new Edit("BillingContext.sln", "no such text", "");

        Assert.That(edit.Problem(Workshop.Root()), Does.Contain("0 times"));
    }

    private static IEnumerable<string> Names() => DefectList.All.Select(defect => defect.Name);
}
