using BillingContext.Audit;
using BillingContext.Internal;
using BillingContext.Storage;
using BillingContext.Telemetry;
using Microsoft.Extensions.Logging;

namespace BillingContext.Refunds.Internal;

/// <summary>Writes into the merchant's guard, which every commit of a refund or a cancellation compares.</summary>
internal sealed class MerchantSwitch(IBillingStore store, TimeProvider time, ILogger<MerchantSwitch> logger) : IMerchantSwitch
{
    private const int LongestNote = 500;

    public async Task<MerchantStop?> GetAsync(MerchantId merchant, CancellationToken cancellationToken = default) =>
        (await ReadAsync(merchant, cancellationToken).ConfigureAwait(false)).Stop;

    public async Task<MerchantStop> StopAsync(
        MerchantId merchant, StoppedActions what, Actor by, string? note = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(by);
        if (!Enum.IsDefined(what))
        {
            throw new ArgumentException($"{what} is not something to stop.", nameof(what));
        }

        var text = Fit(note);
        while (true)
        {
            var guard = await ReadAsync(merchant, cancellationToken).ConfigureAwait(false);
            if (guard.Stop is { } wider && (wider.What == what || wider.What == StoppedActions.Everything))
            {
                return wider;
            }

            var stop = new MerchantStop(what, by, time.GetUtcNow(), text);
            if (await WriteAsync(guard, stop, AuditActions.MerchantStopped, DecisionReason.Stopped(stop), by, text, cancellationToken).ConfigureAwait(false))
            {
                return stop;
            }
        }
    }

    public async Task ResumeAsync(MerchantId merchant, Actor by, string? note = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(by);
        if (by.Kind != ActorKind.Person)
        {
            throw new ArgumentException($"{by} is not a person. Anybody may stop a merchant's money; only a person lets it go on.", nameof(by));
        }

        var text = Fit(note);
        while (true)
        {
            var guard = await ReadAsync(merchant, cancellationToken).ConfigureAwait(false);
            if (guard.Stop is null || await WriteAsync(guard, null, AuditActions.MerchantResumed, RefundReasons.Resumed(guard.Stop), by, text, cancellationToken).ConfigureAwait(false))
            {
                return;
            }
        }
    }

    private ValueTask<MerchantGuard> ReadAsync(MerchantId merchant, CancellationToken cancellationToken) =>
        StoreErrors.TranslateAsync(store.GetMerchantGuardAsync(merchant, cancellationToken), cancellationToken);

    private async Task<bool> WriteAsync(
        MerchantGuard guard, MerchantStop? stop, string action, DecisionReason reason, Actor by, string? note, CancellationToken cancellationToken)
    {
        var batch = new StoreBatch
        {
            Guard = guard,
            NextGuard = guard with { Stop = stop },
            Audit =
            [
                new AuditEntry
                {
                    // It holds for all of the merchant's accounts and modes, and works without the merchant's credentials.
                    Scope = new StripeScope(guard.Merchant, Account: null, Livemode: true),
                    At = time.GetUtcNow(),
                    Action = action,
                    Actor = by,
                    Reasons = [reason],
                    Note = note,
                },
            ],
        };
        var isWritten = await StoreErrors.TranslateAsync(store.CommitAsync(batch, cancellationToken), cancellationToken).ConfigureAwait(false) == StoreCommit.Applied;
        if (isWritten)
        {
            logger.MerchantSwitched(guard.Merchant, stop?.What, by);
        }

        return isWritten;
    }

    private static string? Fit(string? note) => note switch
    {
        null => null,
        { Length: > LongestNote } => throw new ArgumentException($"The note is longer than {LongestNote} characters.", nameof(note)),
        _ => SafeText.Line(note, LongestNote),
    };
}
