using System.Text.Encodings.Web;
using System.Text.Json;
using HelpdeskConsole.Facts;

namespace HelpdeskConsole.Screens;

/// <summary>One JSON object a line; each carries the scene it belongs to.</summary>
internal sealed class JsonScreen(TextWriter output) : IScreen
{
    // The lines go to a terminal or a program and never into a web page, so that apostrophes may stay what they are.
    private static readonly FactJson Json = new(new JsonSerializerOptions(FactJson.Default.Options) { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping });

    private string? scene;

    public void Show(Fact fact)
    {
        scene = fact is SceneFact { Name: var name } ? name : scene;
        output.WriteLine(JsonSerializer.Serialize(fact with { Scene = scene }, Json.Fact));
    }
}
