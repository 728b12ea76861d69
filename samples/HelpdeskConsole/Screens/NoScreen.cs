using HelpdeskConsole.Facts;

namespace HelpdeskConsole.Screens;

/// <summary>Shows nothing: for a day that only has to have happened.</summary>
internal sealed class NoScreen : IScreen
{
    public void Show(Fact fact)
    {
    }
}
