using Rooms.Fuzz;

namespace Rooms.Wire.Tests.Fuzz;

public class FuzzTargetTests
{
    // About a second a target; ./rooms fuzz goes on for as long as one likes.
    private const long Runs = 20_000;
    private const long PlantRuns = 500_000;
    private const int Seed = 20261121;

    public static TheoryData<string> TargetNames => [.. FuzzTargets.All.Select(target => target.Name)];

    public static IEnumerable<object[]> PlantNames =>
        FuzzTargets.All.SelectMany(target => target.Plants.Select(plant => new object[] { target.Name, plant.Name }));

    [Theory, MemberData(nameof(TargetNames))]
    public void Hunt_Target_FindsNothing(string targetName)
    {
        var target = FuzzTargets.All.Single(target => target.Name == targetName);
        var fuzzer = new Fuzzer(target.Body, target.AllocationLimit, Artifact.LoadSeeds(target.Name), Seed);

        var finding = fuzzer.Hunt(Timeout.InfiniteTimeSpan, Runs);

        Assert.True(finding is null, $"{finding?.Kind}: {finding?.Detail}: {Convert.ToHexString(finding?.Input ?? [])}");
        Assert.True(fuzzer.Runs >= Runs);
    }

    [Theory, MemberData(nameof(PlantNames))]
    public void Hunt_PlantedBug_IsFound(string targetName, string plantName)
    {
        var target = FuzzTargets.All.Single(target => target.Name == targetName);
        var plant = target.Plants.Single(plant => plant.Name == plantName);
        var fuzzer = new Fuzzer(plant.Body, target.AllocationLimit, Artifact.LoadSeeds(target.Name), Seed);

        var finding = fuzzer.Hunt(Timeout.InfiniteTimeSpan, PlantRuns);

        Assert.Equal(plant.Kind, finding?.Kind);
    }

    [Fact]
    public void Targets_All_HaveSeedsAndPlants()
    {
        Assert.All(FuzzTargets.All, target => Assert.NotEmpty(target.Plants));
        Assert.All(FuzzTargets.All, target => Assert.NotEmpty(Artifact.LoadSeeds(target.Name)));
    }
}
