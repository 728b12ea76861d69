using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;

namespace BillingContext.Tests.Telemetry;

/// <summary>Keeps every line of every category: message, arguments, exception and scopes.</summary>
internal sealed class LogLines : ILoggerProvider, ILogger
{
    private readonly ConcurrentQueue<string> lines = new();

    internal IReadOnlyList<string> All => [.. lines];

    public ILogger CreateLogger(string categoryName) => this;

    public IDisposable? BeginScope<TState>(TState state)
        where TState : notnull
    {
        lines.Enqueue($"scope {Arguments(state)}");
        return null;
    }

    public bool IsEnabled(LogLevel logLevel) => true;

    public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
        lines.Enqueue($"{logLevel} {eventId.Name} {formatter(state, exception)} {Arguments(state)} {exception}");

    public void Dispose()
    {
    }

    private static string Arguments(object? state) =>
        state is IEnumerable<KeyValuePair<string, object?>> arguments ? string.Join(", ", arguments.Select(argument => $"{argument.Key}={argument.Value}")) : $"{state}";
}
