namespace Rooms.Engine.Conformance.Turns;

public interface IChainGrain : IGrainWithStringKey
{
    /// <summary>Calls the other, which calls <see cref="PingAsync"/> here.</summary>
    Task<string> ThereAndBackAsync(string other, bool isReentrant);

    Task<string> CallBackAsync(IChainGrain caller);

    Task<string> CallSelfAsync();

    /// <summary>The last call of every chain: its caller is the first to be told that it waits in vain.</summary>
    [ResponseTimeout("00:00:01")]
    Task<string> PingAsync();
}

public sealed class ChainGrain : Grain, IChainGrain
{
    public async Task<string> ThereAndBackAsync(string other, bool isReentrant)
    {
        var there = GrainFactory.GetGrain<IChainGrain>(other);
        var me = this.AsReference<IChainGrain>();
        if (!isReentrant) return await there.CallBackAsync(me);
        using (RequestContext.AllowCallChainReentrancy()) return await there.CallBackAsync(me);
    }

    public Task<string> CallBackAsync(IChainGrain caller) => caller.PingAsync();

    public Task<string> CallSelfAsync() => this.AsReference<IChainGrain>().PingAsync();

    public Task<string> PingAsync() => Task.FromResult(this.GetPrimaryKeyString());
}
