using System.Reflection;

namespace Orleans.Embedded;

/// <summary>Result of methods that have none.</summary>
internal readonly struct Nothing;

internal class TaskMethod(MethodInfo method) : GrainMethod(method)
{
    public override object? Send(GrainReference reference, object?[] arguments) => SendAsync(reference, arguments);

    public override Task InvokeAsync(object target, object?[] arguments) => (Task)Invoke(target, arguments)!;

    public override object? ResultOf(Task finished) => null;

    protected Task SendAsync(GrainReference reference, object?[] arguments)
    {
        var call = new MethodCall<Nothing>(this, reference, arguments);
        reference.Engine.Send(reference, call);
        return IsOneWay ? Task.CompletedTask : call.Answer;
    }
}

internal sealed class ValueTaskMethod(MethodInfo method) : TaskMethod(method)
{
    public override object? Send(GrainReference reference, object?[] arguments) => new ValueTask(SendAsync(reference, arguments));

    public override Task InvokeAsync(object target, object?[] arguments) => ((ValueTask)Invoke(target, arguments)!).AsTask();
}

internal sealed class VoidMethod(MethodInfo method) : TaskMethod(method)
{
    public override object? Send(GrainReference reference, object?[] arguments)
    {
        _ = SendAsync(reference, arguments);
        return null;
    }

    public override Task InvokeAsync(object target, object?[] arguments)
    {
        Invoke(target, arguments);
        return Task.CompletedTask;
    }
}

internal class TaskMethod<T>(MethodInfo method) : GrainMethod(method)
{
    public override object? Send(GrainReference reference, object?[] arguments) => SendAsync(reference, arguments);

    public override Task InvokeAsync(object target, object?[] arguments) => (Task<T>)Invoke(target, arguments)!;

    public override object? ResultOf(Task finished) => ((Task<T>)finished).GetAwaiter().GetResult();

    protected Task<T> SendAsync(GrainReference reference, object?[] arguments)
    {
        var call = new MethodCall<T>(this, reference, arguments);
        reference.Engine.Send(reference, call);
        return call.Answer;
    }
}

internal sealed class ValueTaskMethod<T>(MethodInfo method) : TaskMethod<T>(method)
{
    public override object? Send(GrainReference reference, object?[] arguments) => new ValueTask<T>(SendAsync(reference, arguments));

    public override Task InvokeAsync(object target, object?[] arguments) => ((ValueTask<T>)Invoke(target, arguments)!).AsTask();
}
