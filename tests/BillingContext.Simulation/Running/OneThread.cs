using System.Runtime.ExceptionServices;

namespace BillingContext.Simulation.Running;

/// <summary>Runs histories on a thread of their own, with room for steps that call each other.</summary>
internal static class OneThread
{
    private const int Stack = 16 * 1024 * 1024;

    internal static T Run<T>(Func<T> histories)
    {
        T result = default!;
        ExceptionDispatchInfo? failure = null;
        var thread = new Thread(
            () =>
            {
                try
                {
                    result = histories();
                }
                catch (Exception exception)
                {
                    failure = ExceptionDispatchInfo.Capture(exception);
                }
            },
            Stack);
        thread.Start();
        thread.Join();
        failure?.Throw();
        return result;
    }
}
