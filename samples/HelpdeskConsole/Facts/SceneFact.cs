using System.Text.Json.Serialization;

namespace HelpdeskConsole.Facts;

/// <summary>A scene begins: all facts until the next belong to it.</summary>
internal sealed record SceneFact([property: JsonIgnore] string Name, int Number, string Title, DateTimeOffset At) : Fact;
