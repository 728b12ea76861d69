using BillingContext.Testing.Internal.Faults;

namespace BillingContext.Testing;

/// <summary>What shall go wrong, in the order in which it was added.</summary>
public sealed class SimulatorFaults
{
    private readonly Lock _gate = new();
    private readonly List<StripeFault> _faults = [];

    internal SimulatorFaults()
    {
    }

    /// <summary>Scripts a fault.</summary>
    public void Add(StripeFault fault)
    {
        ArgumentNullException.ThrowIfNull(fault);

        lock (_gate)
        {
            _faults.Add(fault);
        }
    }

    /// <summary>Forgets what has not struck yet.</summary>
    public void Clear()
    {
        lock (_gate)
        {
            _faults.Clear();
        }
    }

    /// <summary>All latency there is for the request, and the first other fault.</summary>
    internal FaultPlan Take(string method, string path)
    {
        lock (_gate)
        {
            var latency = TimeSpan.Zero;
            StripeFault? other = null;
            foreach (var fault in _faults)
            {
                if ((fault.Kind == FaultKind.Latency || other is null) && fault.Strikes(method, path))
                {
                    latency += fault.Kind == FaultKind.Latency ? fault.Span : TimeSpan.Zero;
                    other = fault.Kind == FaultKind.Latency ? other : fault;
                }
            }

            _faults.RemoveAll(fault => fault.Spent);
            return new FaultPlan(latency, other);
        }
    }
}
