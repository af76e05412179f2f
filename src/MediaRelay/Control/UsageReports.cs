using Rooms.Contracts.Control;
using Rooms.MediaRelay.Frames;

namespace Rooms.MediaRelay.Control;

/// <summary>What the node's streams amount to, as messages, and what the control plane answers to them (docs/usage.md).</summary>
internal sealed class UsageReports(StreamAccounts accounts, AppAudiences audiences)
{
    public Usage Write() => new() { Streams = [.. accounts.All.Select(Describe)] };

    public void Take(Standing standing)
    {
        foreach (var epoch in standing.Stored) accounts.Forget(epoch);
        foreach (var app in standing.Apps) audiences.Of(app.App).Allow(app.MaxViewers, app.IsSpent);
    }

    private static StreamUsage Describe(StreamAccount account)
    {
        var reading = account.Read();
        return new StreamUsage
        {
            Epoch = account.Epoch,
            App = account.App,
            Room = account.Room,
            StreamId = account.StreamId,
            IsPublishing = reading.IsPublishing,
            Viewers = reading.Audience.Viewers,
            PeakViewers = reading.Audience.Peak,
            Counters = reading.Counters,
            IsFinal = reading.IsFinal,
        };
    }
}
