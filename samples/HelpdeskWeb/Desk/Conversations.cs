namespace HelpdeskWeb.Desk;

/// <summary>The tickets of this desk. Every agent may see every one: a host of yours asks who is signed in.</summary>
internal sealed class Conversations(IReadOnlyList<Conversation> all)
{
    internal IReadOnlyList<Conversation> All => all;

    internal Conversation? Find(string? id) => all.FirstOrDefault(conversation => conversation.Id == id);
}
