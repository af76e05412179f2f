using System.Reflection;
using Orleans.Runtime;

namespace Orleans.Embedded;

/// <summary>A call on its way through the filters. Its result is boxed from here on.</summary>
internal sealed class FilteredCall(MethodCall call, Activation activation, IIncomingGrainCallFilter[] filters) : IIncomingGrainCallContext
{
    private int next;

    public object Grain { get; } = activation.Instance;

    public IGrainContext TargetContext => activation;

    public GrainId? SourceId => call.Source;

    public GrainId TargetId => call.Target;

    public string InterfaceName => call.Method.InterfaceName;

    public string MethodName => call.Method.InterfaceMethod.Name;

    public MethodInfo InterfaceMethod => call.Method.InterfaceMethod;

    public object? Result { get; set; }

    public async Task<object?> RunAsync()
    {
        await Invoke();
        return Result;
    }

    public async Task Invoke()
    {
        if (next < filters.Length)
        {
            await filters[next++].Invoke(this);
            return;
        }
        var work = call.Method.InvokeAsync(Grain, call.Arguments);
        await work;
        Result = call.Method.ResultOf(work);
    }
}
