namespace HelpdeskWeb.Desk;

/// <summary>A state in a word, and how it is coloured: the colour says nothing that the word does not.</summary>
internal sealed record Badge(string Text, string Tone, string? Means = null);
