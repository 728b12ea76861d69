using BillingContext.Simulation.Scenes;
using BillingContext.Testing.Internal.Records;

namespace BillingContext.Simulation.Actors;

/// <summary>An event of Stripe's on its way to a merchant's endpoint.</summary>
internal sealed class Parcel(Merchant merchant, EventRecord record, long number)
{
    internal Merchant Merchant { get; } = merchant;

    internal EventRecord Record { get; } = record;

    /// <summary>Its place among all events.</summary>
    internal long Number { get; } = number;

    internal string Id => Record.Id;

    internal byte[]? Body { get; set; }

    /// <summary>Whether it was answered with a 2xx.</summary>
    internal bool IsAcknowledged { get; set; }

    /// <summary>How often the host's handlers came to their end.</summary>
    internal int Handled { get; set; }

    internal bool IsAboutRefund => Record.Type.StartsWith("refund.", StringComparison.Ordinal) || Record.Type is "charge.refunded" or "charge.refund.updated";

    internal bool HasHandlers => IsAboutRefund || Record.Type.StartsWith("charge.dispute.", StringComparison.Ordinal);

    internal bool IsThin => Record.Subject is ApprovalRecord;
}
