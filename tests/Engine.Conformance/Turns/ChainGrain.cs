namespace Rooms.Engine.Conformance.Turns;

public interface IChainGrain : IGrainWithStringKey
{
    /// <summary>Calls the other, which calls <see cref="PingAsync"/> here.</summary>
    Task<string> ThereAndBackAsync(string other, bool isReentrant);

    Task<string> CallBackAsync(IChainGrain caller);

    Task<string> CallSelfAsync();

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
