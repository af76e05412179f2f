using Orleans.Embedded;

namespace Rooms.Engine.Conformance.Faults;

/// <summary>The fault mode does what a cluster does, on request and by its seed, and nothing when it is off.</summary>
public sealed class FaultTests
{
    private const int Calls = 200;

    [Fact]
    public async Task Copy_MemberWithoutId_ArrivesAsDefault()
    {
        await using var cluster = await StartAsync(_ => { });
        var sent = new Forgetful { Kept = [1, 2], Forgotten = 3, Inner = new Forgetful { Kept = [4], Forgotten = 5 } };

        var echo = await Grain(cluster).EchoAsync(sent);

        Assert.NotSame(sent, echo);
        Assert.Equal([1, 2], echo.Kept);
        Assert.Equal(0, echo.Forgotten);
        Assert.Equal([4], echo.Inner!.Kept);
        Assert.Equal(0, echo.Inner.Forgotten);
    }

    [Fact]
    public async Task Copy_ArgumentChangedByTheGrain_StaysTheCallers()
    {
        await using var cluster = await StartAsync(_ => { });
        int[] numbers = [1, 2, 3];

        Assert.Equal(6, await Grain(cluster).SumAndSpoilAsync(numbers));

        Assert.Equal([1, 2, 3], numbers);
    }

    [Fact]
    public async Task Copy_TypeWithoutSerializer_FailsTheCall()
    {
        await using var cluster = await StartAsync(_ => { });

        await Assert.ThrowsAsync<NotSupportedException>(Grain(cluster).WrongAsync);
    }

    [Fact]
    public async Task Off_ArgumentsAreTheSameObjects()
    {
        await using var cluster = await Cluster.StartAsync(new SharedStorage(), new ReminderShelf());
        var sent = new Forgetful { Forgotten = 3 };

        Assert.Same(sent, await Grain(cluster).EchoAsync(sent));
    }

    [Fact]
    public async Task Rejection_HappensBeforeTheCallIsExecuted()
    {
        await using var cluster = await StartAsync(options => options.RejectionProbability = 0.3);
        List<int> accepted = [];
        for (var i = 0; i < Calls; i++)
            if (await TryAsync(Grain(cluster), i)) accepted.Add(i);

        Assert.InRange(accepted.Count, Calls / 2, Calls - 10);
        Assert.Equal(accepted, await ReadAsync(cluster));
    }

    [Fact]
    public async Task Seed_TheSameSeed_MakesTheSameDecisions()
    {
        var decisions = new List<bool>[2];
        for (var run = 0; run < 2; run++)
        {
            await using var cluster = await StartAsync(options => (options.RejectionProbability, options.Seed) = (0.5, 42));
            decisions[run] = [];
            for (var i = 0; i < 50; i++) decisions[run].Add(await TryAsync(Grain(cluster), i));
        }

        Assert.Equal(decisions[0], decisions[1]);
        Assert.Contains(false, decisions[0]);
        Assert.Contains(true, decisions[0]);
    }

    [Fact]
    public async Task Duplicate_TwoActivationsServeOneGrain()
    {
        await using var cluster = await StartAsync(options => options.DuplicateProbability = 0.5);
        var activations = new HashSet<Guid>();

        for (var i = 0; i < 50; i++) activations.Add(await Grain(cluster).AddAsync(i));

        Assert.Equal(2, activations.Count);
        Assert.InRange((await Grain(cluster).NumbersAsync()).Length, 1, 49);
    }

    [Fact]
    public async Task OneWay_SomeAreLost()
    {
        await using var cluster = await StartAsync(options => options.LostOneWayProbability = 0.3);

        for (var i = 0; i < Calls; i++) await Grain(cluster).AddOneWayAsync(i);

        Assert.InRange((await Grain(cluster).NumbersAsync()).Length, Calls / 2, Calls - 10);
    }

    [Fact]
    public async Task ColdGrain_CallsStartInAnotherOrderAndAllOfThem()
    {
        await using var cluster = await StartAsync(options => options.ReorderColdCalls = true);
        var grain = cluster.Grains.GetGrain<IFaultGrain>("cold");
        var calls = Enumerable.Range(0, Calls).Select(grain.AddAsync).ToList();

        cluster.Probe.Signal("warm up");
        await Task.WhenAll(calls);

        var numbers = await grain.NumbersAsync();
        Assert.NotEqual(Enumerable.Range(0, Calls), numbers);
        Assert.Equal(Enumerable.Range(0, Calls), numbers.Order());
    }

    private static Task<Cluster> StartAsync(Action<FaultOptions> faults) =>
        Cluster.StartAsync(new SharedStorage(), new ReminderShelf(), silo =>
        silo.Configure<FaultOptions>(options =>
        {
            options.IsOn = true;
            faults(options);
        }));

    private static IFaultGrain Grain(Cluster cluster) => cluster.Grains.GetGrain<IFaultGrain>("one");

    private static async Task<bool> TryAsync(IFaultGrain grain, int number)
    {
        try
        {
            await grain.AddAsync(number);
            return true;
        }
        catch (OrleansMessageRejectionException)
        {
            return false;
        }
    }

    // Reading may be rejected too.
    private static async Task<int[]> ReadAsync(Cluster cluster)
    {
        for (var i = 0; i < 100; i++)
        {
            try
            {
                return await Grain(cluster).NumbersAsync();
            }
            catch (OrleansMessageRejectionException) when (i < 99)
            {
                continue;
            }
        }
        throw new InvalidOperationException("Rejected a hundred times at a probability of 0.3.");
    }
}
