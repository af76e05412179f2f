using System.Collections.Immutable;
using System.Globalization;
using Rooms.Contracts;
using Rooms.Contracts.Rooms;
using Rooms.Contracts.Users;
using Rooms.Gateway.Calls;

namespace Rooms.Gateway.Push.RoomsV1;

/// <summary>Where a subscription of the caller's own inbox begins. Any thread.</summary>
internal sealed class Inboxes(GrainCalls grains)
{
    /// <summary>
    /// Anew: at the oldest event that is kept, so that what came while nobody was there arrives now; at the newest one for a client whose numbers are from
    /// the future, which has it all under other numbers.
    /// </summary>
    public async Task<Outcome<StartingPoint>> EnterAsync(Caller caller, long after, bool isAnew, CancellationToken cancellation)
    {
        if (!isAnew) return new StartingPoint(after, null);
        var key = Ids.Key(caller.App, caller.User);
        var page = await grains.AskAsync<IUserGrain, EventPage>(key, user => user.GetEventsAsync(after, 1, TimeSpan.Zero, cancellation), cancellation);
        var start = page switch
        {
            { IsOk: true, Value.Last: var last } => Math.Min(after, last),
            { Code: ErrorCodes.EventsGone, Detail: { } oldest } => long.Parse(oldest, CultureInfo.InvariantCulture) - 1,
            _ => (long?)null,
        };
        if (start is not { } seq) return page.As<StartingPoint>();
        var talks = await grains.AskAsync<IUserGrain, ImmutableArray<ConversationView>>(key, user => user.GetConversationsAsync(cancellation), cancellation);
        return talks.IsOk ? new StartingPoint(seq, $$"""{"unread":{{talks.Value.Sum(talk => talk.Unread)}}}""") : talks.As<StartingPoint>();
    }
}
