using System.Text.Json;

namespace BillingContext.Answers.Internal;

/// <summary>The code of a state's word, such as <c>refund_status.succeeded</c>.</summary>
internal static class StateWord
{
    internal static string Of<TState>(TState state)
        where TState : struct, Enum =>
        $"{JsonNamingPolicy.SnakeCaseLower.ConvertName(typeof(TState).Name)}.{JsonNamingPolicy.SnakeCaseLower.ConvertName(state.ToString())}";
}
