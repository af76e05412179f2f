using System.Reflection;
using Orleans.Runtime;

namespace Orleans;

public interface IGrainCallContext
{
    object Grain { get; }

    /// <summary>Null: called from outside grains.</summary>
    GrainId? SourceId { get; }

    GrainId TargetId { get; }

    string InterfaceName { get; }

    string MethodName { get; }

    MethodInfo InterfaceMethod { get; }

    /// <summary>After <see cref="Invoke"/>: what the caller gets.</summary>
    object? Result { get; set; }

    Task Invoke();
}

public interface IIncomingGrainCallContext : IGrainCallContext
{
    IGrainContext TargetContext { get; }
}
