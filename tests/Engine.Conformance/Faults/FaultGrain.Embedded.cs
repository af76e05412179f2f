namespace Rooms.Engine.Conformance.Faults;

/// <summary>A message with a member that was forgotten. Orleans' analyzers would stop the build.</summary>
[GenerateSerializer]
public sealed class Forgetful
{
    [Id(0)]
    public int[] Kept { get; set; } = [];

    public int Forgotten { get; set; }

    [Id(1)]
    public Forgetful? Inner { get; set; }
}

public sealed record Untravelled(int Value);

public interface IFaultGrain : IGrainWithStringKey
{
    Task<Forgetful> EchoAsync(Forgetful message);

    Task<int> SumAndSpoilAsync(int[] numbers);

    Task<Untravelled> WrongAsync();

    Task<Guid> AddAsync(int number);

    [OneWay]
    Task AddOneWayAsync(int number);

    Task<int[]> NumbersAsync();
}

public sealed class FaultGrain(Probe probe) : Grain, IFaultGrain
{
    private readonly Guid activation = Guid.NewGuid();
    private readonly List<int> numbers = [];

    public override Task OnActivateAsync(CancellationToken cancellationToken) =>
        this.GetPrimaryKeyString() == "cold" ? probe.WaitAsync("warm up") : Task.CompletedTask;

    public Task<Forgetful> EchoAsync(Forgetful message) => Task.FromResult(message);

    public Task<int> SumAndSpoilAsync(int[] numbers)
    {
        var sum = numbers.Sum();
        numbers.AsSpan().Clear();
        return Task.FromResult(sum);
    }

    public Task<Untravelled> WrongAsync() => Task.FromResult(new Untravelled(1));

    public Task<Guid> AddAsync(int number)
    {
        numbers.Add(number);
        return Task.FromResult(activation);
    }

    public Task AddOneWayAsync(int number)
    {
        numbers.Add(number);
        return Task.CompletedTask;
    }

    public Task<int[]> NumbersAsync() => Task.FromResult(numbers.ToArray());
}
