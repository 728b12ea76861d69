using System.Text.Json;

namespace BillingContext.Benchmarks.Measuring;

/// <summary>A floor that does less than the work would flatter nobody: both must give the same.</summary>
internal static class Same
{
    internal static void Require<T>(T work, T floor)
    {
        var (ours, theirs) = (Text(work), Text(floor));
        if (ours != theirs)
        {
            var at = ours.Zip(theirs).TakeWhile(pair => pair.First == pair.Second).Count();
            throw new CannotMeasureException($"the floor does other work than we do: {Excerpt(theirs, at)} is not {Excerpt(ours, at)}");
        }
    }

    private static string Text<T>(T value) => value as string ?? JsonSerializer.Serialize(value);

    private static string Excerpt(string text, int at)
    {
        var from = Math.Max(0, at - 40);
        return text[from..Math.Min(text.Length, at + 20)].ReplaceLineEndings(" ");
    }
}
