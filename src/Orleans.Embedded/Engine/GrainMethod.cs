using System.Collections.Concurrent;
using System.Reflection;
using Orleans.Concurrency;

namespace Orleans.Embedded;

/// <summary>What an interface method says about its calls, and the compiled way to invoke it. One a method for the whole process.</summary>
internal abstract class GrainMethod
{
    private static readonly ConcurrentDictionary<MethodInfo, GrainMethod> Known = new();
    private readonly MethodInvoker invoker;

    protected GrainMethod(MethodInfo method)
    {
        InterfaceMethod = method;
        InterfaceName = method.DeclaringType!.FullName!;
        invoker = MethodInvoker.Create(method);
        IsReadOnly = method.IsDefined(typeof(ReadOnlyAttribute));
        IsAlwaysInterleaved = method.IsDefined(typeof(AlwaysInterleaveAttribute));
        IsOneWay = method.IsDefined(typeof(OneWayAttribute));
        Timeout = method.GetCustomAttribute<ResponseTimeoutAttribute>()?.Timeout;
        var parameters = method.GetParameters();
        CancellationIndex = parameters.Length > 0 && parameters[^1].ParameterType == typeof(CancellationToken) ? parameters.Length - 1 : -1;
    }

    public MethodInfo InterfaceMethod { get; }

    public string InterfaceName { get; }

    public bool IsReadOnly { get; }

    public bool IsAlwaysInterleaved { get; }

    public bool IsOneWay { get; }

    public TimeSpan? Timeout { get; }

    /// <summary>The parameter that is a cancellation token; -1: none.</summary>
    public int CancellationIndex { get; }

    public static GrainMethod Of(MethodInfo method) => Known.GetOrAdd(method, Make);

    /// <summary>Sends the call and returns what the interface method returns.</summary>
    public abstract object? Send(GrainReference reference, object?[] arguments);

    /// <summary>Invokes the method itself.</summary>
    public abstract Task InvokeAsync(object target, object?[] arguments);

    /// <summary>The boxed result of a finished invocation; null where there is none.</summary>
    public abstract object? ResultOf(Task finished);

    protected object? Invoke(object target, object?[] arguments) => invoker.Invoke(target, arguments.AsSpan());

    private static GrainMethod Make(MethodInfo method)
    {
        var type = method.ReturnType;
        if (type == typeof(Task)) return new TaskMethod(method);
        if (type == typeof(ValueTask)) return new ValueTaskMethod(method);
        if (type == typeof(void) && method.IsDefined(typeof(OneWayAttribute))) return new VoidMethod(method);
        if (!type.IsGenericType || method.IsGenericMethod) throw Illegal(method);
        var generic = type.GetGenericTypeDefinition();
        var form = generic == typeof(Task<>) ? typeof(TaskMethod<>)
            : generic == typeof(ValueTask<>) ? typeof(ValueTaskMethod<>)
            : throw Illegal(method);
        return (GrainMethod)Activator.CreateInstance(form.MakeGenericType(type.GetGenericArguments()), method)!;
    }

    private static NotSupportedException Illegal(MethodInfo method) =>
        new($"{method.DeclaringType}.{method.Name} must return Task, Task<T>, ValueTask, ValueTask<T>, or void when it is [OneWay].");
}
