using System.Runtime.CompilerServices;
using System.Text;

namespace BillingContext.Simulation.Worlds;

/// <summary>A line of a history; put together only while somebody keeps it.</summary>
[InterpolatedStringHandler]
internal readonly ref struct NoteText
{
    private readonly StringBuilder? text;

    public NoteText(int literalLength, int formattedCount, World world, out bool isKept)
    {
        _ = (literalLength, formattedCount);
        isKept = world.IsRecorded;
        text = isKept ? new StringBuilder() : null;
    }

    public void AppendLiteral(string value) => text!.Append(value);

    public void AppendFormatted<T>(T value) => text!.Append(value);

    public override string ToString() => text?.ToString() ?? "";
}
