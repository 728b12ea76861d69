using System.Diagnostics.CodeAnalysis;

namespace BillingContext.Relational.Internal.Bodies;

/// <summary>An <see cref="Actor"/> as it is stored.</summary>
internal sealed record ActorBody(ActorKind Kind, string Id)
{
    [return: NotNullIfNotNull(nameof(actor))]
    internal static ActorBody? Of(Actor? actor) => actor is null ? null : new ActorBody(actor.Kind, actor.Id);

    internal Actor ToRecord() => Kind switch
    {
        ActorKind.Person => Actor.Person(Id),
        ActorKind.Automation => Actor.Automation(Id),
        _ => Actor.Assistant(Id),
    };
}
