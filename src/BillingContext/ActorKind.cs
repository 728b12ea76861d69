namespace BillingContext;

/// <summary>What kind of hand is acting. The less a hand may do on its own, the lower its number.</summary>
public enum ActorKind
{
    /// <summary>A language model answering a customer. It never approves, and without a policy it never moves money.</summary>
    Assistant = 0,

    /// <summary>The host's own rule or workflow, acting without a person.</summary>
    Automation,

    /// <summary>A person at the helpdesk, signed in with the host.</summary>
    Person,
}
