using Rooms.Contracts.Rooms;

namespace Rooms.Grains.Rooms;

/// <summary>Who may not speak or come, and the cards.</summary>
public sealed partial class RoomGrain
{
    public Task<Outcome<Done>> MuteAsync(Caller caller, SanctionUser command, CancellationToken cancellation = default) =>
        RunAsync(null, RoomJson.Default.Done, change => ModerationRules.Mute(change, caller, command));

    public Task<Outcome<Done>> UnmuteAsync(Caller caller, string user, CancellationToken cancellation = default) =>
        RunAsync(null, RoomJson.Default.Done, change => ModerationRules.Unmute(change, caller, user));

    public Task<Outcome<Done>> BanAsync(Caller caller, SanctionUser command, CancellationToken cancellation = default) =>
        PutOutAsync(command.User, null, change => ModerationRules.Ban(change, caller, command), cancellation);

    public Task<Outcome<Done>> UnbanAsync(Caller caller, string user, CancellationToken cancellation = default) =>
        RunAsync(null, RoomJson.Default.Done, change => ModerationRules.Unban(change, caller, user));

    public Task<Outcome<Done>> KickAsync(Caller caller, KickUser command, IdempotencyStamp? stamp, CancellationToken cancellation = default) =>
        PutOutAsync(command.User, stamp, change => ModerationRules.Kick(change, caller, command), cancellation);

    public Task<Outcome<Done>> AddModeratorAsync(Caller caller, string user, CancellationToken cancellation = default) =>
        RunAsync(null, RoomJson.Default.Done, change => ModerationRules.AddModerator(change, caller, user));

    public Task<Outcome<Done>> RemoveModeratorAsync(Caller caller, string user, CancellationToken cancellation = default) =>
        RunAsync(null, RoomJson.Default.Done, change => ModerationRules.RemoveModerator(change, caller, user));

    public Task<Outcome<CardList>> SetCardsAsync(Caller caller, SetCards command, CancellationToken cancellation = default) =>
        RunAsync(null, RoomJson.Default.CardList, change => CardRules.Set(change, caller, command));

    private async Task<Outcome<Done>> PutOutAsync(
        string user, IdempotencyStamp? stamp, Func<RoomChange, Outcome<Done>> decide, CancellationToken cancellation)
    {
        var outcome = await RunAsync(stamp, RoomJson.Default.Done, decide);
        if (!outcome.IsOk) return outcome;
        await TellUserAsync(user, left => left.LeftAsync(Id, cancellation));
        await CutStreamsAsync();
        return outcome;
    }
}
