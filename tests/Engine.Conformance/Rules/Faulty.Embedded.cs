using System.Diagnostics.CodeAnalysis;

namespace Rooms.Engine.Conformance.Rules;

/// <summary>What the rules must find. Orleans' analyzers would not let it be built.</summary>
public static class Faulty
{
    [GenerateSerializer, Immutable]
    public class OpenMessage
    {
        [Id(0)]
        public string First { get; set; } = "";

        [Id(0)]
        public List<int> Second { get; init; } = [];

        public int Third { get; init; }
    }

    [GenerateSerializer, Immutable, Alias("same")]
    public sealed record One([property: Id(0)] int Value);

    [GenerateSerializer, Immutable, Alias("same")]
    public sealed record Two([property: Id(0)] int Value);

    public sealed record Bare(int Value);

    public interface ICalled : IGrain
    {
        string Name { get; }

        [Alias("same")]
        [SuppressMessage("Design", "CA1068", Justification = "A planted fault.")]
        Task FirstAsync(CancellationToken cancellation, int value);

        [Alias("same")]
        Task<Bare> SecondAsync();

        string Third();
    }

    public interface IFine : IGrainWithStringKey
    {
        Task CallAsync();
    }

    public sealed class FaultyGrain : Grain, IFine
    {
        [ReadOnly]
        public Task CallAsync() => Task.CompletedTask;
    }
}
