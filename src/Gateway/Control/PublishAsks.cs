using Rooms.Contracts;
using Rooms.Contracts.Control;
using Rooms.Contracts.Rooms;
using Rooms.Contracts.Shutdown;
using Rooms.Contracts.Streams;
using Rooms.Gateway.Auth;
using Rooms.Gateway.Calls;
using Rooms.Gateway.Vetoes;

namespace Rooms.Gateway.Control;

/// <summary>Answers a relay's question whether a publisher may start: the stream's place, then its pusher grain's word.</summary>
internal sealed class PublishAsks(GrainCalls grains, Apps apps, VetoCalls vetoes, Drain drain)
{
    public async Task<PublishAnswer> AnswerAsync(string node, PublishAsk ask, CancellationToken cancellation)
    {
        if (drain.IsBegun) return Refuse(ask, ErrorCodes.Draining, "the control plane is stopping");
        try
        {
            return await DecideAsync(node, ask, cancellation);
        }
        catch (Exception e) when (e is TimeoutException or OrleansException or OperationCanceledException)
        {
            return Refuse(ask, ErrorCodes.NodeUnavailable, "no answer in time");
        }
    }

    public static PublishAnswer Refuse(PublishAsk ask, string code, string detail) => new() { Id = ask.Id, Code = code, Detail = detail };

    private async Task<PublishAnswer> DecideAsync(string node, PublishAsk ask, CancellationToken cancellation)
    {
        if (!Ids.IsValid(ask.StreamId)) return Refuse(ask, ErrorCodes.StreamNotFound, "no such stream");
        var place = await grains.GetAsync<IStreamDirectoryGrain, StreamPlace?>(
            IStreamDirectoryGrain.Key, directory => directory.FindAsync(ask.StreamId, cancellation), cancellation);
        if (place is null) return Refuse(ask, ErrorCodes.StreamNotFound, "no such stream");
        if (apps.IsGone(place.App)) return Refuse(ask, ErrorCodes.StreamNotFound, "the app of this stream was removed");
        if (!apps.Has(place.App)) return Refuse(ask, ErrorCodes.NodeUnavailable, "the registry of apps has not been read yet");
        var asked = await AskAppAsync(place, ask, cancellation);
        if (!asked.IsOk) return Refuse(ask, asked.Code!, asked.Detail ?? "");
        var quotas = apps.QuotasOf(place.App);
        var request = new PublishRequest(node, ask.Session, ask.TokenHash, ask.Protocol, ask.Address, place.RoomId) { Quotas = quotas };
        var outcome = await grains.AskAsync<IPusherGrain, PublishPermit>(
            Ids.Key(place.App, ask.StreamId), pusher => pusher.AskAsync(request, cancellation), cancellation);
        if (!outcome.IsOk) return Refuse(ask, outcome.Code!, outcome.Detail ?? "");
        var permit = outcome.Value!;
        return new PublishAnswer
        {
            Id = ask.Id,
            Generation = permit.Generation,
            App = permit.App,
            Room = permit.RoomId,
            MaxViewers = quotas.Viewers > 0 ? quotas.Viewers : null,
        };
    }

    // A stream that its room does not know has no user; the pusher's grain refuses it with the right words.
    private async ValueTask<Outcome<Done>> AskAppAsync(StreamPlace place, PublishAsk ask, CancellationToken cancellation)
    {
        if (!vetoes.IsAsked(place.App, VetoKind.Publish)) return Done.Value;
        var stream = await grains.AskAsync<IRoomGrain, StreamGrant>(
            Ids.Key(place.App, place.RoomId), room => room.GetStreamAsync(ask.StreamId, cancellation), cancellation);
        return await vetoes.PublishAsync(new VetoSubject(place.App, place.RoomId, stream.Value?.User), ask.StreamId, ask.Protocol, ask.Address, cancellation);
    }
}
