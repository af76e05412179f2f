using Rooms.Contracts.Rooms;

namespace Rooms.Grains.Rooms;

/// <summary>What a caller may see of the room, and what it costs.</summary>
public sealed partial class RoomGrain
{
    public Task<Outcome<RoomSnapshot>> GetSnapshotAsync(Caller caller, CancellationToken cancellation = default) =>
        Task.FromResult(Look(change => RightsRules.RefuseRead<RoomSnapshot>(change, caller)
            ?? new RoomSnapshot(RoomViews.Of(Id, change.State), RightsRules.Of(change, caller), change.State.Cards, change.Now)));

    public Task<Outcome<Done>> MaySubscribeAsync(Caller caller, CancellationToken cancellation = default) =>
        Task.FromResult(Look(change => RightsRules.RefuseRead<Done>(change, caller) ?? Done.Value));

    public Task<Outcome<Done>> MayWriteAsync(Caller caller, CancellationToken cancellation = default) =>
        Task.FromResult(Look(change => MessageRules.RefuseSpeaker(change, caller) is { } refused ? refused.As<Done>() : Done.Value));

    public Task<Outcome<RoomFigures>> GetFiguresAsync(Caller caller, CancellationToken cancellation = default) =>
        Task.FromResult(Look(change =>
        {
            if (change.State.IsGone(change.Now)) return RoomRules.NotFound<RoomFigures>();
            return RightsRules.MayModerate(change.State, caller)
                ? counts.Of(change.Budget, followers.Count, window.Waiting)
                : Refusal.Of<RoomFigures>(ErrorCodes.Forbidden, "only those who moderate the room see its figures");
        }));

    public Task<Outcome<MemberPage>> GetMembersAsync(int limit, string? cursor, CancellationToken cancellation = default) =>
        Task.FromResult(Look(change => change.State.IsGone(change.Now) ? RoomRules.NotFound<MemberPage>() : MemberPages.Of(change.State, limit, cursor)));

    public Task<Outcome<ModerationView>> GetModerationAsync(Caller caller, CancellationToken cancellation = default) =>
        Task.FromResult(Look(change => ModerationRules.View(change, caller)));

    // Of what is committed: what is in flight may yet fail.
    private Outcome<T> Look<T>(Func<RoomChange, Outcome<T>> look)
    {
        if (turns.Failure is not null) return Unavailable<T>();
        var outcome = look(ChangeOf(commits.Committed));
        counts.Refused(outcome.Code);
        if (outcome.Code == ErrorCodes.RoomNotFound) Forget();
        return outcome;
    }
}
