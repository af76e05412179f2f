using Rooms.Contracts;
using Rooms.Contracts.Registry;
using Rooms.Grains.Registry;

namespace Rooms.Grains.Tests.Registry;

public sealed class RegistryRulesTests
{
    private static readonly DateTimeOffset Now = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);
    private static readonly Caller Root = new("", "root", Roles.Operator);
    private static readonly Caller Admin = new("shop", "ann", Roles.Admin);
    private static readonly Caller Anchor = new("shop", "bob", Roles.Anchor | Roles.User);
    private static readonly RegistryState Shop = RegistryState.None
        .Apply(new AppCreated("shop", "sealed") { Number = 1, At = Now })
        .Apply(new KeyCreated("shop", NewKey("rk_1", "shop", Roles.Backend)) { Number = 2, At = Now });

    [Fact]
    public void CreateApp_ByAnAdmin_IsForbidden() => AssertRefused(ErrorCodes.Forbidden, RegistryRules.CreateApp(Shop, Admin, "new", "sealed"));

    [Fact]
    public void CreateApp_NameTaken_IsRefused() => AssertRefused(ErrorCodes.AppExists, RegistryRules.CreateApp(Shop, Root, "shop", "sealed"));

    [Fact]
    public void CreateApp_Full_IsRefused()
    {
        var full = RegistryState.None with { Apps = [.. Enumerable.Range(0, RegistryRules.MaxApps).Select(i => new StoredApp($"app-{i}", Now, new Credential("", Now, null), null))] };

        AssertRefused(ErrorCodes.RegistryFull, RegistryRules.CreateApp(full, Root, "one-more", "sealed"));
    }

    [Fact]
    public void RotateApp_ByItsAdmin_IsDone() => Assert.IsType<AppRotated>(RegistryRules.RotateApp(Shop, Admin, "shop", "sealed 2", Now).Entry);

    [Fact]
    public void RotateApp_ByAnotherAppsAdmin_IsNotFound() =>
        AssertRefused(ErrorCodes.AppNotFound, RegistryRules.RotateApp(Shop, Admin with { App = "other" }, "shop", "sealed 2", Now));

    [Fact]
    public void RotateApp_ByAnAnchor_IsNotFound() => AssertRefused(ErrorCodes.AppNotFound, RegistryRules.RotateApp(Shop, Anchor, "shop", "sealed 2", Now));

    [Fact]
    public void RevokeApp_ByItsAdmin_IsForbidden() => AssertRefused(ErrorCodes.Forbidden, RegistryRules.RevokeApp(Shop, Admin, "shop"));

    [Theory]
    [InlineData("", Roles.Admin)]
    [InlineData("", Roles.Operator | Roles.Admin)]
    [InlineData("shop", Roles.Operator)]
    public void CreateKey_RolesAndAppDoNotGoTogether_IsForbidden(string app, Roles roles) =>
        AssertRefused(ErrorCodes.Forbidden, RegistryRules.CreateKey(Shop, Root, NewKey("rk_2", app, roles)));

    [Fact]
    public void CreateKey_OperatorsByAnAdmin_IsNotFound() => AssertRefused(ErrorCodes.AppNotFound, RegistryRules.CreateKey(Shop, Admin, NewKey("rk_2", "", Roles.Operator)));

    [Fact]
    public void CreateKey_AppHasAllItMayHave_IsRefused()
    {
        var full = Shop;
        for (var i = full.Keys.Length; i < RegistryRules.MaxKeysPerApp; i++) full = full.Apply(new KeyCreated("shop", NewKey($"rk_x{i}", "shop", Roles.User)) { At = Now });

        AssertRefused(ErrorCodes.RegistryFull, RegistryRules.CreateKey(full, Admin, NewKey("rk_2", "shop", Roles.User)));
        Assert.NotNull(RegistryRules.CreateKey(full, Root, NewKey("rk_2", "other", Roles.User)).Entry);
    }

    [Fact]
    public void RotateKey_ToTheSecretItHasOrHad_IsRefused()
    {
        var rotated = Shop.Apply(new KeyRotated("shop", "rk_1", "hash 2", Now) { Number = 3, At = Now });

        AssertRefused(ErrorCodes.IdempotencyKeyReused, RegistryRules.RotateKey(rotated, Admin, "rk_1", "hash 2", Now));
        AssertRefused(ErrorCodes.IdempotencyKeyReused, RegistryRules.RotateKey(rotated, Admin, "rk_1", "hash 1", Now));
        Assert.NotNull(RegistryRules.RotateKey(rotated, Admin, "rk_1", "hash 3", Now).Entry);
    }

    [Fact]
    public void RevokeKey_OfAnotherApp_IsNotFound() => AssertRefused(ErrorCodes.KeyNotFound, RegistryRules.RevokeKey(Shop, Admin with { App = "other" }, "rk_1"));

    private static NewApiKey NewKey(string id, string app, Roles roles) => new(id, app, "a key", roles, null, "hash 1");

    private static void AssertRefused(string code, Decision decision)
    {
        Assert.Null(decision.Entry);
        Assert.Equal(code, decision.Code);
        Assert.NotEmpty(decision.Detail!);
    }
}
