using System.Text.Json;

namespace BillingContext.Relational.Internal.Bodies;

/// <summary>A <see cref="MerchantStop"/> as it is stored.</summary>
internal sealed record StopBody
{
    public required StoppedActions What { get; init; }
    public required ActorBody By { get; init; }
    public required DateTimeOffset Since { get; init; }
    public string? Note { get; init; }

    internal static string? Write(MerchantStop? stop) => stop is null ? null : JsonSerializer.Serialize(
        new StopBody { What = stop.What, By = ActorBody.Of(stop.By), Since = stop.Since, Note = stop.Note }, BodyJson.Default.StopBody);

    internal MerchantStop ToRecord() => new(What, By.ToRecord(), Since, Note);
}
