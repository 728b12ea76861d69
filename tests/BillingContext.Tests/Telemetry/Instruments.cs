using System.Collections.Concurrent;
using System.Diagnostics.Metrics;

namespace BillingContext.Tests.Telemetry;

/// <summary>Listens to one container's meter.</summary>
internal sealed class Instruments : IDisposable
{
    private readonly MeterListener listener = new();
    private readonly ConcurrentDictionary<string, Instrument> published = new();
    private readonly ConcurrentQueue<Measurement> measurements = new();

    internal Instruments(IMeterFactory factory)
    {
        listener.InstrumentPublished = (instrument, self) =>
        {
            if (instrument.Meter.Scope == factory)
            {
                published[instrument.Name] = instrument;
                self.EnableMeasurementEvents(instrument);
            }
        };
        listener.SetMeasurementEventCallback<long>((instrument, value, tags, _) => measurements.Enqueue(new Measurement(instrument.Name, value, Tags(tags))));
        listener.SetMeasurementEventCallback<double>((instrument, value, tags, _) => measurements.Enqueue(new Measurement(instrument.Name, value, Tags(tags))));
        listener.Start();
    }

    internal IReadOnlyDictionary<string, Instrument> Published => published;

    internal IReadOnlyList<Measurement> Measurements => [.. measurements];

    /// <summary>The tags of one instrument's measurements, as <c>tag=value</c>, in order.</summary>
    internal string[] Of(string name) => [.. Measurements.Where(measured => measured.Name == name).Select(measured => measured.Text)];

    public void Dispose() => listener.Dispose();

    private static Dictionary<string, object?> Tags(ReadOnlySpan<KeyValuePair<string, object?>> tags)
    {
        var all = new Dictionary<string, object?>();
        foreach (var (name, value) in tags)
        {
            all.Add(name, value);
        }

        return all;
    }

    internal sealed record Measurement(string Name, double Value, IReadOnlyDictionary<string, object?> Tags)
    {
        internal string Text => string.Join(' ', Tags.OrderBy(tag => tag.Key, StringComparer.Ordinal).Select(tag => $"{tag.Key}={tag.Value}"));
    }
}
