using Microsoft.Extensions.DependencyInjection;
using Rooms.Contracts;
using Rooms.Contracts.Apps;
using Rooms.Contracts.Rooms;
using Rooms.Grains.Apps;
using Rooms.Testing;

namespace Rooms.Grains.Tests.Apps;

public sealed class AppGrainTests : IAsyncLifetime
{
    private static readonly TimeSpan Deadline = TimeSpan.FromSeconds(30);

    private readonly TemporaryDirectory directory = new();
    private readonly FakeTimeProvider time = new();
    private TestSilo silo = null!;

    private IAppGrain App => silo.Grains.GetGrain<IAppGrain>("shop");

    private int Today => UsageLedger.DayOf(time.GetUtcNow());

    private UsageQuery OfToday => new(Today, Today, null, null, 1000);

    public async Task InitializeAsync() => await StartAsync();

    public async Task DisposeAsync()
    {
        await silo.DisposeAsync();
        directory.Delete();
    }

    [Fact]
    public async Task Usage_ReportedAndAsked_IsStoredAndThereAfterARestart()
    {
        await ReportAsync(Counters.Of("e", 1000, peak: 7));
        var asked = await UsageAsync();
        await silo.DisposeAsync();
        await StartAsync();
        await ReportAsync(Counters.Of("e", 1500, peak: 2));

        Assert.Equal([("out:flv", 1000L), ("peak", 7L)], asked);
        Assert.Equal([("out:flv", 1500L), ("peak", 7L)], await UsageAsync());
    }

    [Fact]
    public async Task Report_FinalAndStored_TellsTheNodeToForget()
    {
        var before = await ReportAsync(Counters.Of("e", 1000, isFinal: true));
        time.Advance(AppGrain.StoreEvery);
        // A turn after the timer's: what it did is done.
        var after = await ReportAsync(Counters.Of("e", 1000, isFinal: true));

        Assert.Empty(before.Stored);
        Assert.Equal("e", Assert.Single(after.Stored));
    }

    [Fact]
    public async Task Report_OtherNodesViewersAndBytesOfTheDay_AreAnswered()
    {
        await App.ReportAsync(new AppReport("n2", [], 4, [Counters.Of("f", 300)]));

        var standing = await App.ReportAsync(new AppReport("n1", [], 3, [Counters.Of("e", 200)]));

        Assert.Equal((4, 500L), (standing.ViewersElsewhere, standing.BytesToday));
    }

    [Fact]
    public async Task Admit_QuotaOfStreams_RefusesOneMoreUntilOneEnds()
    {
        var quotas = new AppQuotas { Streams = 1 };
        Assert.True((await App.AdmitAsync("a", quotas)).IsOk);

        var refused = await App.AdmitAsync("b", quotas);
        await App.ReleaseAsync("a");

        Assert.Equal(ErrorCodes.QuotaStreams, refused.Code);
        Assert.True((await App.AdmitAsync("b", quotas)).IsOk);
    }

    [Fact]
    public async Task Admit_BytesOfTheDayAreUsed_RefusesUntilTheNextDay()
    {
        var quotas = new AppQuotas { BytesPerDay = 1000 };
        await ReportAsync(Counters.Of("e", 999));
        var isAdmitted = (await App.AdmitAsync("a", quotas)).IsOk;
        await ReportAsync(Counters.Of("e", 1000));

        var refused = await App.AdmitAsync("a", quotas);
        time.Advance(TimeSpan.FromDays(1));

        Assert.True(isAdmitted);
        Assert.Equal(ErrorCodes.QuotaBytes, refused.Code);
        Assert.True((await App.AdmitAsync("a", quotas)).IsOk);
    }

    [Fact]
    public async Task Admit_AfterARestart_StillKnowsTheBytesOfTheDay()
    {
        await ReportAsync(Counters.Of("e", 1000));
        await UsageAsync();
        await silo.DisposeAsync();
        await StartAsync();

        Assert.Equal(ErrorCodes.QuotaBytes, (await App.AdmitAsync("a", new AppQuotas { BytesPerDay = 1000 })).Code);
    }

    [Fact]
    public async Task Usage_NotStoredYetAtACleanStop_IsStoredThen()
    {
        await ReportAsync(Counters.Of("e", 1000));
        await silo.DisposeAsync();
        await StartAsync();

        Assert.Equal([("out:flv", 1000L)], await UsageAsync());
    }

    [Fact]
    public async Task Usage_WrittenButNotSaidSo_IsNotCountedTwice()
    {
        await silo.DisposeAsync();
        await StartAsync(store => new SilentUsageStore(store));
        await ReportAsync(Counters.Of("e", 1000));

        var doubtful = await App.StoreUsageAsync();
        await ReportAsync(Counters.Of("e", 1500));

        Assert.Equal(ErrorCodes.NodeUnavailable, doubtful.Code);
        Assert.Equal([("out:flv", 1500L)], await UsageAsync());
    }

    [Fact]
    public async Task Usage_OfAnotherApp_IsNotSeen()
    {
        await ReportAsync(Counters.Of("e", 1000));

        var others = await silo.Grains.GetGrain<IAppGrain>("other").GetUsageAsync(OfToday);

        Assert.Empty(others.Value!.Amounts);
    }

    [Fact]
    public async Task GetUsage_ReadingHangs_ReportsGoOn()
    {
        var slow = new SlowUsageStore();
        await silo.DisposeAsync();
        await StartAsync(slow.Around);
        var read = App.GetUsageAsync(OfToday);
        await slow.Begun.WaitAsync(Deadline);

        var standing = await ReportAsync(Counters.Of("e", 1000)).WaitAsync(Deadline);
        slow.Release();

        Assert.Equal(1000, standing.BytesToday);
        Assert.True((await read).IsOk);
    }

    [Fact]
    public async Task Messages_OfARoom_AreCountedWithTheirEvents()
    {
        await silo.Room("r").CreateAsync(Callers.Anna, Callers.LiveRoom, null);
        for (var i = 0; i < 3; i++) await silo.Room("r").SendAsync(Callers.Anna, new SendMessage("text", $"{i}", null), null);

        Assert.Equal([(UsageKinds.Messages, 3L)], await UsageAsync());
    }

    [Fact]
    public async Task Create_MoreRoomsThanTheQuota_IsRefusedUntilOneCloses()
    {
        var anna = Callers.Anna with { Quotas = new AppQuotas { Rooms = 2 } };
        var made = await Task.WhenAll(Enumerable.Range(0, 6).Select(i => silo.Room($"r{i}").CreateAsync(anna, Callers.LiveRoom, null)));
        var open = Array.FindIndex(made, outcome => outcome.IsOk);

        var refused = await silo.Room("one-more").CreateAsync(anna, Callers.LiveRoom, null);
        await silo.Room($"r{open}").CloseAsync(anna, "over");
        var afterwards = await silo.Room("one-more").CreateAsync(anna, Callers.LiveRoom, null);

        Assert.Equal(2, made.Count(outcome => outcome.IsOk));
        Assert.All(made.Where(outcome => !outcome.IsOk), outcome => Assert.Equal(ErrorCodes.QuotaRooms, outcome.Code));
        Assert.Equal(ErrorCodes.QuotaRooms, refused.Code);
        Assert.True(afterwards.IsOk);
    }

    private async Task StartAsync(Func<IUsageStore, IUsageStore>? around = null) => silo = await TestSilo.StartAsync(directory.Path, services =>
    {
        services.AddSingleton<TimeProvider>(time);
        if (around is null) return;
        var real = services.Last(service => service.ServiceType == typeof(IUsageStore)).ImplementationType!;
        services.AddSingleton(provider => around((IUsageStore)ActivatorUtilities.CreateInstance(provider, real)));
    });

    private Task<AppStanding> ReportAsync(params StreamCounters[] counters) => App.ReportAsync(new AppReport("n1", [], 0, [.. counters]));

    private async Task<IEnumerable<(string, long)>> UsageAsync()
    {
        Assert.True((await App.StoreUsageAsync()).IsOk);
        return (await App.GetUsageAsync(OfToday)).Value!.Amounts.Select(amount => (amount.Kind, amount.Amount));
    }
}
