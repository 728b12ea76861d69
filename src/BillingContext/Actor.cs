using System.Text.Json;
using System.Text.Json.Serialization;
using BillingContext.Internal;

namespace BillingContext;

/// <summary>Who is acting, as the host knows them. Kept in the audit log with everything they do.</summary>
/// <remarks>The host vouches for this: BillingContext cannot tell a person from a program that says it is one.</remarks>
[JsonConverter(typeof(Json))]
public sealed record Actor
{
    private const int MaxLength = 200;

    private Actor(ActorKind kind, string id)
    {
        if (string.IsNullOrWhiteSpace(id) || id.Length > MaxLength || !SafeText.IsLine(id))
        {
            throw new ArgumentException($"An actor's id is 1 to {MaxLength} characters, and none that controls or that cannot be seen.", nameof(id));
        }

        (Kind, Id) = (kind, id);
    }

    /// <summary>Person, assistant or automation.</summary>
    public ActorKind Kind { get; }

    /// <summary>The host's id of the actor. Use an id rather than a name or an e-mail address: it is logged.</summary>
    public string Id { get; }

    /// <summary>A person at the helpdesk.</summary>
    public static Actor Person(string id) => new(ActorKind.Person, id);

    /// <summary>A language model that talks to the customer.</summary>
    public static Actor Assistant(string id) => new(ActorKind.Assistant, id);

    /// <summary>The host's own rule or workflow.</summary>
    public static Actor Automation(string id) => new(ActorKind.Automation, id);

    /// <summary>Reads what <see cref="ToString"/> wrote.</summary>
    /// <exception cref="ArgumentException">It is no actor.</exception>
    public static Actor Parse(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        return text.Split(':', 2) switch
        {
            ["person", var id] => Person(id),
            ["automation", var id] => Automation(id),
            ["assistant", var id] => Assistant(id),
            _ => throw new ArgumentException("An actor starts with person:, automation: or assistant:, and its id follows.", nameof(text)),
        };
    }

    /// <summary>Kind and id, such as <c>person:agent_7</c>.</summary>
    public override string ToString() => $"{Kind switch { ActorKind.Person => "person", ActorKind.Automation => "automation", _ => "assistant" }}:{Id}";

    /// <summary>As the text that <see cref="ToString"/> gives.</summary>
    internal sealed class Json : JsonConverter<Actor>
    {
        public override Actor Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
        {
            var text = reader.TokenType == JsonTokenType.String ? reader.GetString()! : throw new JsonException("An Actor is a JSON string.");
            try
            {
                return Parse(text);
            }
            catch (ArgumentException exception)
            {
                throw new JsonException(exception.Message, exception);
            }
        }

        public override void Write(Utf8JsonWriter writer, Actor value, JsonSerializerOptions options) => writer.WriteStringValue(value.ToString());
    }
}
