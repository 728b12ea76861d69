using HelpdeskConsole.Facts;

namespace HelpdeskConsole.Screens;

/// <summary>Shows facts, in whatever form.</summary>
internal interface IScreen
{
    /// <summary>Shows one fact, below the ones before it.</summary>
    void Show(Fact fact);
}
