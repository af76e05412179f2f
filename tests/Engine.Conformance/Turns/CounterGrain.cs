namespace Rooms.Engine.Conformance.Turns;

public interface ICounterGrain : IGrainWithStringKey
{
    /// <summary>Reads, lets go of the thread, writes: loses an addition if another call runs between.</summary>
    Task AddSlowlyAsync();

    Task<int> GetAsync();
}

/// <summary>Every call interleaves, and still no two turns run at the same time.</summary>
public interface IReentrantCounterGrain : IGrainWithStringKey
{
    /// <summary>Returns how many turns were seen inside at the same time, at most.</summary>
    Task<int> TakeTurnsAsync(int count);
}

public sealed class CounterGrain : Grain, ICounterGrain
{
    private int count;

    public async Task AddSlowlyAsync()
    {
        var seen = count;
        await Task.Yield();
        await Task.Delay(1);
        count = seen + 1;
    }

    public Task<int> GetAsync() => Task.FromResult(count);
}

[Reentrant]
public sealed class ReentrantCounterGrain : Grain, IReentrantCounterGrain
{
    private int inside;
    private int most;

    public async Task<int> TakeTurnsAsync(int count)
    {
        for (var i = 0; i < count; i++)
        {
            most = Math.Max(most, Interlocked.Increment(ref inside));
            Thread.SpinWait(50);
            Interlocked.Decrement(ref inside);
            await Task.Yield();
        }
        return most;
    }
}
