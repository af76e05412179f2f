namespace Rooms.Engine.Conformance.Calls;

/// <summary>
/// Signals "filter METHOD KEY" for every call of <see cref="ILabelGrain"/> and puts its answer in brackets. Filters see the runtime's
/// grains too.
/// </summary>
public sealed class LabelFilter(Probe probe) : IIncomingGrainCallFilter
{
    public async Task Invoke(IIncomingGrainCallContext context)
    {
        if (!context.InterfaceName.EndsWith(nameof(ILabelGrain), StringComparison.Ordinal))
        {
            await context.Invoke();
            return;
        }
        probe.Signal($"filter {context.MethodName} {((IAddressable)context.Grain).GetPrimaryKeyString()}");
        await context.Invoke();
        if (context.Result is string text) context.Result = $"[{text}]";
    }
}

public interface ILabelGrain : IGrainWithStringKey
{
    Task<string> NameAsync();

    Task ThrowAsync();

    Task NothingAsync();
}

public sealed class LabelGrain : Grain, ILabelGrain
{
    public Task<string> NameAsync() => Task.FromResult("name");

    public Task ThrowAsync() => throw new InvalidOperationException("through the filter");

    public Task NothingAsync() => Task.CompletedTask;
}
