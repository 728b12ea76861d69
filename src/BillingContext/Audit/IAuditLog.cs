namespace BillingContext.Audit;

/// <summary>Reads, exports and checks a merchant's audit log. Nothing here writes it: what is done writes it, in the commit that does it.</summary>
public interface IAuditLog
{
    /// <summary>The entries in order, as they are stored. Not checked: use <see cref="VerifyAsync"/>.</summary>
    /// <param name="merchant">Whose log.</param>
    /// <param name="after">Only those after this line; 0 for all.</param>
    /// <param name="cancellationToken">Stops reading.</param>
    /// <exception cref="BillingException">A line cannot be read because it was altered (<c>audit.altered</c>), or the store failed.</exception>
    IAsyncEnumerable<AuditEntry> ReadAsync(MerchantId merchant, long after = 0, CancellationToken cancellationToken = default);

    /// <summary>The entries that somebody looks for, in order. Not checked: use <see cref="VerifyAsync"/>.</summary>
    /// <remarks>
    /// Reads the whole log from <paramref name="after"/> on, 500 lines at a time: there is no index, which somebody could change unseen. The clocks
    /// of several nodes differ, so that lines of a period may stand anywhere. To go on later, give the sequence of the last entry.
    /// </remarks>
    /// <param name="merchant">Whose log.</param>
    /// <param name="query">What is looked for.</param>
    /// <param name="after">Only those after this line; 0 for all.</param>
    /// <param name="cancellationToken">Stops reading.</param>
    /// <exception cref="ArgumentException">The query names nothing, or its period ends before it begins.</exception>
    /// <exception cref="BillingException">A line cannot be read because it was altered (<c>audit.altered</c>), or the store failed.</exception>
    IAsyncEnumerable<AuditEntry> FindAsync(MerchantId merchant, AuditQuery query, long after = 0, CancellationToken cancellationToken = default);

    /// <summary>Reports what was moved in a period, by whom and under which rule. Not checked: use <see cref="VerifyAsync"/>.</summary>
    /// <remarks>Reads the whole log, as <see cref="FindAsync"/> does, and keeps a little of each request meanwhile.</remarks>
    /// <param name="scope">Merchant, account and mode.</param>
    /// <param name="from">Where the period begins.</param>
    /// <param name="until">Where it ends; not any more in it.</param>
    /// <param name="cancellationToken">Stops reading.</param>
    /// <exception cref="ArgumentException">The period ends before it begins.</exception>
    /// <exception cref="BillingException">A line cannot be read because it was altered (<c>audit.altered</c>), or the store failed.</exception>
    Task<AuditReport> ReportAsync(StripeScope scope, DateTimeOffset from, DateTimeOffset until, CancellationToken cancellationToken = default);

    /// <summary>Writes the lines as JSON, as they are stored and not checked.</summary>
    /// <remarks>Whoever has the key can check them, with <see cref="AuditExport"/> or with a program of their own (docs/audit.md).</remarks>
    /// <param name="merchant">Whose log.</param>
    /// <param name="destination">Written to, and left open.</param>
    /// <param name="after">Where the export before ended; the start of the log by default.</param>
    /// <param name="cancellationToken">Stops; the export is then cut, and its check says so.</param>
    /// <returns>The last line written: keep it apart from the export.</returns>
    /// <exception cref="BillingException">The store failed.</exception>
    Task<AuditAnchor> ExportAsync(MerchantId merchant, Stream destination, AuditAnchor after = default, CancellationToken cancellationToken = default);

    /// <summary>Checks every line from the first on. A log that is not good is a result.</summary>
    /// <param name="merchant">Whose log.</param>
    /// <param name="expected">An anchor kept elsewhere, which must be in the log. Without one, lines cut off the end do not show.</param>
    /// <param name="cancellationToken">Stops checking.</param>
    /// <exception cref="BillingException">The store failed.</exception>
    Task<AuditVerification> VerifyAsync(MerchantId merchant, AuditAnchor? expected = null, CancellationToken cancellationToken = default);
}
