namespace BillingContext.Refunds;

/// <summary>Who may approve what: the host's own rules about its people. Without one, every person may approve what others asked for.</summary>
/// <remarks>
/// Asked after our own rules, which it cannot lift: an assistant or an automation never approves, nobody their own request unless
/// <see cref="MerchantCredentials.AllowOwnApproval"/> says so, and never more than was asked for. Called from several threads.
/// </remarks>
public interface IApprovalAuthority
{
    /// <summary>Whether the person may approve it. Throw if that could not be found out: then nothing is approved.</summary>
    /// <param name="question">Who wants to approve what.</param>
    /// <param name="cancellationToken">Stops asking.</param>
    ValueTask<bool> MayApproveAsync(ApprovalQuestion question, CancellationToken cancellationToken);
}
