namespace HelpdeskConsole.Facts;

/// <summary>What the simulated Stripe saw of the day.</summary>
internal sealed record StripeCallsFact(int Reads, int RefundRequests, int RefundsOfOurs, int RefundsOfOthers) : Fact;
