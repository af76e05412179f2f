using System.Collections.Immutable;
using System.Text;
using Rooms.Contracts.Rooms;
using Rooms.Grains.Directory;
using Rooms.Grains.Journal;

namespace Rooms.Silo.Tests.Sqlite;

/// <summary>Journal units with as little in them as a test needs.</summary>
internal static class Units
{
    public static JournalUnit First(string grain, long epoch = 100, int rows = 1) => new(grain, epoch, 0, true, Rows(0, rows));

    public static JournalUnit After(string grain, JournalImage opened, int rows = 1) => new(grain, opened.Epoch, opened.Position, false, Rows(opened.Position, rows));

    public static JournalRow[] Rows(long after, int count) =>
        [.. Enumerable.Range(1, count).Select(i => new JournalRow(after + i, after + i, 1, Encoding.UTF8.GetBytes($"entry {after + i}")))];

    public static RoomListing Listing(string room, RoomStatus status = RoomStatus.Open, DateTimeOffset? closedAt = null) =>
        new("shop", room, RoomScene.Live, status, closedAt, View(room, status));

    public static RoomView View(string room, RoomStatus status) => new(
        room, RoomScene.Live, room, "", "", "anna", status, DateTimeOffset.UnixEpoch, 0, ImmutableSortedDictionary<string, long>.Empty, "{}", [], [], 1);
}
