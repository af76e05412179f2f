using Rooms.Gateway.Webhooks;

namespace Rooms.Gateway.Tests.Webhooks;

public class BackoffTests
{
    [Fact]
    public void After_EveryAttempt_WaitsLonger_UpToAnHour_ThenGivesUp()
    {
        var waits = Enumerable.Range(1, Backoff.MaxAttempts - 1).Select(failed => Backoff.After(failed, 0.5)!.Value).ToArray();

        Assert.Equal(TimeSpan.FromSeconds(1), waits[0]);
        Assert.Equal(waits.Order(), waits);
        Assert.InRange(waits[^1], TimeSpan.FromMinutes(50), TimeSpan.FromHours(1));
        Assert.Null(Backoff.After(Backoff.MaxAttempts, 0.5));
    }

    [Fact]
    public void After_Jitter_SpreadsByAFifthEachWay()
    {
        Assert.Equal(0.8, Backoff.After(1, 0)!.Value.TotalSeconds, 3);
        Assert.Equal(1.2, Backoff.After(1, 1)!.Value.TotalSeconds, 3);
    }
}
