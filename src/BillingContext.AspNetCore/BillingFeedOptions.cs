using System.Globalization;
using BillingContext.Answers;

namespace BillingContext.AspNetCore;

/// <summary>How one feed of server-sent events behaves.</summary>
public sealed class BillingFeedOptions
{
    /// <summary>How often a connection on which nothing happens is kept alive by a comment, from one second to five minutes.</summary>
    /// <value>The default is 15 seconds: proxies give up after 30 to 60.</value>
    public TimeSpan HeartbeatEvery { get; set; } = TimeSpan.FromSeconds(15);

    /// <summary>After how long a connection is ended, so that the browser comes again and is authorised again, from one minute to one day.</summary>
    /// <value>The default is ten minutes. Nothing is missed in between: it comes with <c>Last-Event-ID</c>.</value>
    public TimeSpan ReconnectAfter { get; set; } = TimeSpan.FromMinutes(10);

    /// <summary>In whose words a change is told, as <c>say</c>: the sentence for a person at the helpdesk.</summary>
    /// <value>The default is English.</value>
    public AnswerWriter Writer { get; set; } = new(AnswerPhrases.English, CultureInfo.InvariantCulture);

    internal void Validate()
    {
        ArgumentNullException.ThrowIfNull(Writer);
        Require(nameof(HeartbeatEvery), HeartbeatEvery, TimeSpan.FromSeconds(1), TimeSpan.FromMinutes(5));
        Require(nameof(ReconnectAfter), ReconnectAfter, TimeSpan.FromMinutes(1), TimeSpan.FromDays(1));
    }

    private static void Require(string name, TimeSpan value, TimeSpan least, TimeSpan most)
    {
        if (value < least || value > most)
        {
            throw new InvalidOperationException($"{nameof(BillingFeedOptions)}.{name} is {value}. Set it from {least} to {most}.");
        }
    }
}
