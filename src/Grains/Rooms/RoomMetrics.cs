using System.Diagnostics.Metrics;

namespace Rooms.Grains.Rooms;

/// <summary>What rooms refuse and merge, all together.</summary>
public sealed class RoomMetrics
{
    private readonly Counter<long> refusals;
    private readonly Counter<long> merged;

    public RoomMetrics(IMeterFactory factory)
    {
        var meter = factory.Create("Rooms.Grains");
        refusals = meter.CreateCounter<long>("rooms.silo.room_refusals", "{command}", "Messages and joins that rooms refused, by code: room_busy, slow_mode, muted, banned, words_refused.");
        merged = meter.CreateCounter<long>("rooms.silo.room_moves_merged", "{move}", "Joins and leaves that were told merged with others.");
    }

    public void Refused(string code) => refusals.Add(1, new KeyValuePair<string, object?>("code", code));

    public void Merged(int moves) => merged.Add(moves);
}
