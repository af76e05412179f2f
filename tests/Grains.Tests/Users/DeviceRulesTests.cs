using System.Collections.Immutable;
using Rooms.Contracts;
using Rooms.Contracts.Users;
using Rooms.Grains.Users;

namespace Rooms.Grains.Tests.Users;

public sealed class DeviceRulesTests
{
    private static readonly DateTimeOffset Now = new(2026, 1, 1, 12, 0, 0, TimeSpan.Zero);
    private static readonly Device Phone = new("phone", DeviceClass.Mobile, "token", "apns");

    [Fact]
    public void Set_AgainWithAnotherToken_ReplacesTheDevice()
    {
        var change = New(UserState.None);

        DeviceRules.Set(change, "carl", Callers.Carl, Phone);
        DeviceRules.Set(change, "carl", Callers.Carl, Phone with { PushToken = "newer" });
        DeviceRules.Set(change, "carl", Callers.Carl, Phone with { PushToken = "newer" });

        Assert.Equal("newer", Assert.Single(change.State.Devices).PushToken);
        Assert.Equal(2, change.Entries.Count);
    }

    [Fact]
    public void Set_OneTooMany_IsRefused()
    {
        var change = New(UserState.None);
        for (var i = 0; i < Device.MaxDevices; i++) DeviceRules.Set(change, "carl", Callers.Carl, Phone with { Id = $"phone-{i}" });

        var outcome = DeviceRules.Set(change, "carl", Callers.Carl, Phone);

        Assert.Equal(ErrorCodes.BodyInvalid, outcome.Code);
        Assert.Equal(Device.MaxDevices, change.State.Devices.Length);
    }

    [Fact]
    public void Set_ListWithAnIdTwice_IsRefused() =>
        Assert.Equal(ErrorCodes.BodyInvalid, DeviceRules.Set(New(UserState.None), "carl", Callers.Carl, [Phone, Phone]).Code);

    [Fact]
    public void Set_OfAnotherUser_OnlyAdminAndBackend()
    {
        var change = New(UserState.None);

        Assert.Equal(ErrorCodes.Forbidden, DeviceRules.Set(change, "carl", Callers.Bea, Phone).Code);
        Assert.True(DeviceRules.Set(change, "carl", Callers.Backend, ImmutableArray.Create(Phone)).IsOk);
    }

    [Fact]
    public void Remove_WhatIsNotThere_IsNotFound()
    {
        var change = New(UserState.None);
        DeviceRules.Set(change, "carl", Callers.Carl, Phone);

        Assert.True(DeviceRules.Remove(change, "carl", Callers.Carl, "phone").IsOk);
        Assert.Equal(ErrorCodes.DeviceNotFound, DeviceRules.Remove(change, "carl", Callers.Carl, "phone").Code);
        Assert.Empty(change.State.Devices);
    }

    private static UserChange New(UserState state) => new(state, Now, isOffline: false);
}
