using Microsoft.Extensions.DependencyInjection;
using Rooms.Contracts;
using Rooms.Contracts.Registry;
using Rooms.Testing;

namespace Rooms.Grains.Tests.Registry;

public sealed class AppRegistryGrainTests : IAsyncLifetime
{
    private static readonly Caller Root = new("", "root", Roles.Operator);
    private static readonly Caller Admin = new("shop", "ann", Roles.Admin);

    private readonly TemporaryDirectory directory = new();
    private readonly FakeTimeProvider time = new();
    private TestSilo silo = null!;

    private IAppRegistryGrain Registry => silo.Grains.GetGrain<IAppRegistryGrain>(IAppRegistryGrain.Key);

    public async Task InitializeAsync() => silo = await StartAsync();

    public async Task DisposeAsync()
    {
        await silo.DisposeAsync();
        directory.Delete();
    }

    [Fact]
    public async Task Get_NothingNew_AnswersNothing()
    {
        var first = await Registry.GetAsync(-1);

        Assert.Equal(0, first!.Version);
        Assert.Null(await Registry.GetAsync(0));
    }

    [Fact]
    public async Task Get_AfterARestart_HasEverything()
    {
        await Registry.CreateAppAsync(Root, "shop", "sealed 1", null);
        await Registry.RotateAppAsync(Root, "shop", "sealed 2", TimeSpan.FromHours(1), null);
        await Registry.CreateKeyAsync(Admin, NewKey("rk_1"), null);
        await Registry.RotateKeyAsync(Admin, "rk_1", "hash 2", TimeSpan.FromHours(2), null);
        var before = await Registry.GetAsync(-1);

        await silo.DisposeAsync();
        silo = await StartAsync();

        var after = await Registry.GetAsync(-1);
        Assert.Equal(before!.Version, after!.Version);
        Assert.Equal(before.Apps.ToArray(), after.Apps.ToArray());
        Assert.Equal(before.Keys.ToArray(), after.Keys.ToArray());
        var app = Assert.Single(after.Apps);
        Assert.Equal(("sealed 2", "sealed 1"), (app.Current.Text, app.Previous!.Text));
        Assert.Equal(time.GetUtcNow() + TimeSpan.FromHours(1), app.Previous.ValidUntil);
    }

    [Fact]
    public async Task Audit_OverSnapshots_TellsEveryChangeOnce()
    {
        await Registry.CreateAppAsync(Root, "shop", "sealed 0", null);
        for (var i = 1; i < 450; i++) await Registry.RotateAppAsync(Root, "shop", $"sealed {i}", TimeSpan.Zero, null);

        await silo.DisposeAsync();
        silo = await StartAsync();
        var told = new List<AuditEntry>();
        for (long before = 0; told.Count == 0 || before > 1; before = told[^1].Seq) told.AddRange((await Registry.GetAuditAsync(before, 100)).Value);

        Assert.Equal(Enumerable.Range(1, 450).Select(seq => (long)seq).Reverse(), told.Select(entry => entry.Seq));
        Assert.Equal("app.created", told[^1].Action);
        Assert.All(told, entry => Assert.Equal("root", entry.By));
        Assert.Equal("sealed 449", Assert.Single((await Registry.GetAsync(-1))!.Apps).Current.Text);
    }

    [Fact]
    public async Task Stamp_SameAgain_GetsTheFirstAnswerAlsoAfterARestart()
    {
        var stamp = new IdempotencyStamp("key", "body");
        var first = await Registry.CreateAppAsync(Root, "shop", "sealed 1", stamp);
        await silo.DisposeAsync();
        silo = await StartAsync();

        var again = await Registry.CreateAppAsync(Root, "shop", "sealed 2", stamp);
        var other = await Registry.CreateAppAsync(Root, "shop", "sealed 3", stamp with { BodyHash = "other" });

        Assert.Equal(first.Value, again.Value);
        Assert.Equal(ErrorCodes.IdempotencyKeyReused, other.Code);
        Assert.Equal(1, (await Registry.GetAsync(-1))!.Version);
    }

    [Fact]
    public async Task RevokeApp_TakesItsKeysAlongAndNoOthers()
    {
        await Registry.CreateAppAsync(Root, "shop", "sealed", null);
        await Registry.CreateKeyAsync(Admin, NewKey("rk_1"), null);
        await Registry.CreateKeyAsync(Root, NewKey("rk_2") with { App = "other" }, null);

        await Registry.RevokeAppAsync(Root, "shop");

        var image = await Registry.GetAsync(-1);
        Assert.Empty(image!.Apps);
        Assert.Equal("rk_2", Assert.Single(image.Keys).Id);
    }

    private static NewApiKey NewKey(string id) => new(id, "shop", "a key", Roles.Backend, null, "hash 1");

    private Task<TestSilo> StartAsync() => TestSilo.StartAsync(directory.Path, services => services.AddSingleton<TimeProvider>(time));
}
