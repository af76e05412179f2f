namespace Rooms.Engine.Conformance.Timers;

/// <summary>Ticks signal "KEY tick NAME".</summary>
public interface ITimerGrain : IGrainWithStringKey
{
    Task StartAsync(string name, TimeSpan due, TimeSpan period, bool isInterleaved, bool keepsAlive);

    Task ChangeAsync(string name, TimeSpan due, TimeSpan period);

    Task StopAsync(string name);

    /// <summary>Every tick signals "KEY begins", waits for "KEY go on" and signals "KEY ends".</summary>
    Task StartSlowAsync();

    /// <summary>Signals "KEY holds" and waits for "KEY let go".</summary>
    Task HoldAsync();

    /// <summary>Its first tick throws.</summary>
    Task StartFailingAsync();
}

public sealed class TimerGrain(Probe probe) : Grain, ITimerGrain
{
    private readonly Dictionary<string, IGrainTimer> timers = [];
    private int ticks;

    private string Key => this.GetPrimaryKeyString();

    public override Task OnDeactivateAsync(DeactivationReason reason, CancellationToken cancellationToken)
    {
        probe.Signal($"{Key} deactivated");
        return Task.CompletedTask;
    }

    public Task StartAsync(string name, TimeSpan due, TimeSpan period, bool isInterleaved, bool keepsAlive)
    {
        var options = new GrainTimerCreationOptions(due, period) { Interleave = isInterleaved, KeepAlive = keepsAlive };
        timers[name] = this.RegisterGrainTimer(TickAsync, name, options);
        return Task.CompletedTask;
    }

    public Task ChangeAsync(string name, TimeSpan due, TimeSpan period)
    {
        timers[name].Change(due, period);
        return Task.CompletedTask;
    }

    public Task StopAsync(string name)
    {
        timers[name].Dispose();
        return Task.CompletedTask;
    }

    public Task StartSlowAsync()
    {
        timers["slow"] = this.RegisterGrainTimer(SlowTickAsync, TimeSpan.Zero, TimeSpan.FromMilliseconds(1));
        return Task.CompletedTask;
    }

    public async Task HoldAsync()
    {
        probe.Signal($"{Key} holds");
        await probe.WaitAsync($"{Key} let go");
    }

    public Task StartFailingAsync()
    {
        this.RegisterGrainTimer(FailingTickAsync, new GrainTimerCreationOptions(TimeSpan.Zero, TimeSpan.FromMilliseconds(1)));
        return Task.CompletedTask;
    }

    private Task TickAsync(string name, CancellationToken cancellation)
    {
        probe.Signal($"{Key} tick {name}");
        return Task.CompletedTask;
    }

    private async Task SlowTickAsync()
    {
        probe.Signal($"{Key} begins");
        await probe.WaitAsync($"{Key} go on");
        probe.Signal($"{Key} ends");
    }

    private Task FailingTickAsync(CancellationToken cancellation)
    {
        if (ticks++ == 0) throw new InvalidOperationException("the first tick");
        probe.Signal($"{Key} tick again");
        return Task.CompletedTask;
    }
}
