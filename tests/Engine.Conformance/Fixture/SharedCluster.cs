namespace Rooms.Engine.Conformance.Fixture;

/// <summary>One running cluster for the tests that do not end it.</summary>
public sealed class SharedCluster : IAsyncLifetime
{
    public Cluster Cluster { get; private set; } = null!;

    public SharedStorage Storage { get; } = new();

    public IGrainFactory Grains => Cluster.Grains;

    public Probe Probe => Cluster.Probe;

    public async Task InitializeAsync() =>
        Cluster = await Cluster.StartAsync(Storage, new ReminderShelf(), silo => silo.AddIncomingGrainCallFilter<Calls.LabelFilter>());

    public async Task DisposeAsync() => await Cluster.DisposeAsync();
}

[CollectionDefinition(Name)]
public sealed class SharedClusterCollection : ICollectionFixture<SharedCluster>
{
    public const string Name = "shared cluster";
}
