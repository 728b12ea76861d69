using BillingContext.Simulation.Running;
using BillingContext.Simulation.Worlds;

namespace BillingContext.Simulation.Nodes;

/// <summary>The host's credentials of its merchants, as they are now; in some histories they are looked up elsewhere, which takes a step.</summary>
internal sealed class Vault(History history, Life life) : IMerchantCredentialsProvider
{
    public ValueTask<MerchantCredentials?> GetAsync(MerchantId merchant, CancellationToken cancellationToken) =>
        history.Scenario.IsVaultRemote ? new(LookUpAsync(merchant)) : new(Find(merchant));

    private async Task<MerchantCredentials?> LookUpAsync(MerchantId merchant)
    {
        life.LookingUp++;
        await history.World.StepAsync(life, "vault").ConfigureAwait(false);
        life.LookingUp--;
        return Find(merchant);
    }

    private MerchantCredentials? Find(MerchantId merchant) => history.Merchants.Find(known => known.Id == merchant)?.Credentials;
}
