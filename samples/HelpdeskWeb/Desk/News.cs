using BillingContext.Customers;
using BillingContext.Payments;
using BillingContext.Webhooks;

namespace HelpdeskWeb.Desk;

/// <summary>Hears once more what a page was told of, so that what is read after it is no older.</summary>
internal sealed class News(IBillingFeed feed)
{
    /// <summary>The page may have been told by another process: what that recorded is heard here within a second.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    internal async Task<IReadOnlyList<BillingChange>> HearAsync(CustomerResolution customer, long since, long until, CancellationToken cancellationToken)
    {
        var heard = new List<BillingChange>();
        using var enough = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        enough.CancelAfter(Patience);
        try
        {
            await foreach (var change in feed.WatchAsync(customer, new ChangeToken(since), enough.Token))
            {
                heard.Add(change);
                if (change.Sequence >= until)
                {
                    break;
                }
            }
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            // There is no change of that number. What there is has been heard.
        }

        return heard;
    }
}
