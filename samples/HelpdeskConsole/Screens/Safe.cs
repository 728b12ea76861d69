using Spectre.Console;

namespace HelpdeskConsole.Screens;

/// <summary>Text from outside, made harmless: neither markup nor a terminal's control sequence.</summary>
internal static class Safe
{
    internal static string Markup(string? text) => (text is null ? "" : string.Concat(text.Select(c => char.IsControl(c) ? ' ' : c))).EscapeMarkup();
}
