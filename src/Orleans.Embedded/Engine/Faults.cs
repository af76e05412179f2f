using Orleans.Runtime;

namespace Orleans.Embedded;

/// <summary>The seeded decisions of the fault mode.</summary>
internal sealed class Faults(FaultOptions options)
{
    private readonly Lock gate = new();
    private readonly Random random = new(options.Seed);

    /// <summary>True: the call ends here.</summary>
    public bool Strikes(MethodCall call)
    {
        if (call.Method.IsOneWay) return Happens(options.LostOneWayProbability);
        if (!Happens(options.RejectionProbability)) return false;
        call.Fail(new OrleansMessageRejectionException($"Fault mode: {call.Method.InterfaceMethod.Name} to {call.Target} was rejected."));
        return true;
    }

    public bool WantsDuplicate() => Happens(options.DuplicateProbability);

    public object?[] Copy(object?[] arguments) => options.CopyMessages ? [.. arguments.Select(MessageCopier.Copy)] : arguments;

    public object? Copy(object? result) => options.CopyMessages ? MessageCopier.Copy(result) : result;

    public void Reorder(CallGate calls)
    {
        if (!options.ReorderColdCalls) return;
        var waiting = calls.TakeAllWaiting().ToArray();
        lock (gate) random.Shuffle(waiting);
        foreach (var call in waiting) calls.Add(call);
    }

    private bool Happens(double probability)
    {
        if (probability <= 0) return false;
        lock (gate) return random.NextDouble() < probability;
    }
}
