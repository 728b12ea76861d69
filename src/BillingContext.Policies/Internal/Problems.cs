using BillingContext.Refunds;

namespace BillingContext.Policies.Internal;

/// <summary>What has been found wrong so far.</summary>
internal sealed class Problems
{
    // Enough to mend a document in one go; a hostile one must not fill the log.
    private const int Max = 50;

    private readonly List<RefundPolicyProblem> found = [];

    internal int Count { get; private set; }

    internal void Add(string code, string path, string message)
    {
        Count++;
        if (found.Count < Max)
        {
            found.Add(new RefundPolicyProblem(code, path, message));
        }
    }

    internal void InvalidValue(string path, string message) => Add("policy.invalid_value", path, message);

    internal void CheckVerdict(RefundVerdict verdict, string path)
    {
        if ((uint)verdict >= (uint)Words.Verdicts.Length)
        {
            InvalidValue(path, $"{(int)verdict} is no verdict. Use one of: {string.Join(", ", Words.Verdicts)}.");
        }
    }

    internal void ThrowIfAny()
    {
        if (found.Count > 0)
        {
            throw new RefundPolicyException(found.AsReadOnly());
        }
    }

    internal static RefundPolicyException Only(string code, string message, Exception? innerException = null) =>
        new([new RefundPolicyProblem(code, "", message)], innerException);
}
