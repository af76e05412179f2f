using System.Net;
using Microsoft.Extensions.DependencyInjection;
using Rooms.Contracts.Rooms;
using Rooms.Gateway.Push.RoomsV1;
using Rooms.Gateway.Tests.Push.Support;

namespace Rooms.Gateway.Tests.Push.RoomsV1;

/// <summary>Members whose sockets come and go (docs/ws.md, "Following rooms", join).</summary>
public sealed class AttendanceTests : IAsyncLifetime
{
    private TimedSessions sessions = null!;
    private string room = "";
    private string ann = "";
    private string bob = "";

    private Attendance Attendance => sessions.Host.Services.GetRequiredService<Attendance>();

    public async Task InitializeAsync()
    {
        sessions = await TimedSessions.StartWithGrainsAsync();
        ann = await sessions.Host.TokenAsync("ann");
        bob = await sessions.Host.TokenAsync("bob", "user");
        var made = await sessions.Host.PostAsync("/v1/rooms", ann, new { scene = "live", name = "r" });
        room = made.Expect(HttpStatusCode.Created).Json.GetProperty("id").GetString()!;
        // Sweeps when the test says so, and at no other time.
        await Attendance.StopAsync(CancellationToken.None);
    }

    public async Task DisposeAsync() => await sessions.DisposeAsync();

    [Fact]
    public async Task Member_BackWithinTheGrace_IsNotSeenToGo()
    {
        await LeaveAsync(await JoinAsync());

        sessions.Time.Advance(Attendance.Grace - TimeSpan.FromSeconds(1));
        await using var back = await JoinAsync();
        sessions.Time.Advance(Attendance.Grace * 2);
        await SweepAsync();

        Assert.Equal([RoomEventTypes.MemberJoined], await MovesAsync());
    }

    [Fact]
    public async Task Member_GoneForTheGrace_Leaves()
    {
        await LeaveAsync(await JoinAsync());

        sessions.Time.Advance(Attendance.Grace);
        await SweepAsync();

        Assert.Equal([RoomEventTypes.MemberJoined, RoomEventTypes.MemberLeft], await MovesAsync());
    }

    [Fact]
    public async Task Member_OfTwoSockets_StaysWithTheSecond()
    {
        await using var second = await JoinAsync();
        await LeaveAsync(await JoinAsync());

        sessions.Time.Advance(Attendance.Grace * 2);
        await SweepAsync();

        Assert.Equal([RoomEventTypes.MemberJoined], await MovesAsync());
    }

    [Fact]
    public async Task Socket_ThatAsksTwice_CountsOnce()
    {
        var client = await JoinAsync();
        await client.SendAsync(new { op = "subscribe", room, after = 0, join = true });
        Assert.Equal("snapshot", (string?)(await client.ReadAsync())["op"]);
        await LeaveAsync(client);

        sessions.Time.Advance(Attendance.Grace);
        await SweepAsync();

        Assert.Equal([RoomEventTypes.MemberJoined, RoomEventTypes.MemberLeft], await MovesAsync());
    }

    private async Task<RoomsClient> JoinAsync()
    {
        var client = await RoomsClient.EnterAsync(sessions.Host, bob, new { room, after = 0, join = true });
        Assert.Equal("snapshot", (string?)(await client.ReadAsync())["op"]);
        return client;
    }

    private Task SweepAsync() => Attendance.SweepAsync(CancellationToken.None);

    // The server hears of a socket's end a moment later.
    private static async Task LeaveAsync(RoomsClient client)
    {
        await client.DisposeAsync();
        await Turns.UntilAsync(client.Connection, () => !client.Connection.IsOpen);
    }

    private async Task<string[]> MovesAsync()
    {
        var events = (await sessions.Host.GetAsync($"/v1/rooms/{room}/events", ann)).Expect(HttpStatusCode.OK).Json.GetProperty("events");
        return [.. events.EnumerateArray().Select(one => one.GetProperty("type").GetString()!).Where(type => type.StartsWith("member.", StringComparison.Ordinal))];
    }
}
