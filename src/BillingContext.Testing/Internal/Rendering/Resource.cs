using BillingContext.Testing.Internal.Records;

namespace BillingContext.Testing.Internal.Rendering;

/// <summary>A kind of object: what it is called, who may read it, how it is written.</summary>
internal abstract class Resource
{
    /// <summary>The value of <c>object</c>.</summary>
    public abstract string Name { get; }

    /// <summary>Where it is listed.</summary>
    public abstract string Url { get; }

    /// <summary>Permissions of a restricted key, any of which lets it be read: https://docs.stripe.com/keys/restricted-api-keys</summary>
    public abstract IReadOnlyList<Permission> Read { get; }

    /// <summary>What an error calls it, which is not always the value of <c>object</c>.</summary>
    public virtual string Noun => Name;

    /// <summary>What an error calls the id in the path.</summary>
    public virtual string IdParam => "id";

    public virtual IReadOnlyList<ExpandableField> Fields => [];

    public abstract StripeRecord? Find(Books books, string id);

    public abstract void Write(ObjectWriter writer, StripeRecord record);
}
