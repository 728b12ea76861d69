using System.Text.Json.Serialization;

namespace BillingContext.Vault;

/// <summary>A secret as a store keeps it.</summary>
/// <param name="Shown">What can be seen of it.</param>
/// <param name="Text">What <see cref="ISecretProtector"/> made of it: nothing that a store, or whoever reads its database, can use.</param>
public sealed record ProtectedSecret(KeptSecret Shown, [property: JsonIgnore] string Text)
{
    /// <summary>What can be seen of it.</summary>
    public override string ToString() => Shown.ToString();
}
