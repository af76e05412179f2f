using Rooms.Contracts.Rooms;

namespace Rooms.Grains.Rooms;

/// <summary>What may be said in a room, by whom, and how often: pure functions. A refusal adds nothing.</summary>
internal static class MessageRules
{
    public static Outcome<long> Send(RoomChange change, Caller caller, SendMessage command, MessageWords? words = null)
    {
        if (RefuseSpeaker(change, caller) is { } silenced) return silenced;
        if (FaultIn(command) is { } fault) return Refusal.Of<long>(ErrorCodes.BodyInvalid, fault);
        if (!RightsRules.IsAlwaysHeard(change.State, caller) && RefusePace(change, caller) is { } wait) return wait;
        Outcome<SendMessage> filtered = words is null ? command : words.Apply(change.State, caller, command);
        if (filtered.Value is not { } said) return filtered.As<long>();
        return change.Tell(new MessageSent(said.Type, said.Text, said.Data) { User = caller.User });
    }

    /// <summary>Typing has no number of its own.</summary>
    public static Outcome<long> Type(RoomChange change, Caller caller, SendMessage command)
    {
        if (RefuseSpeaker(change, caller) is { } silenced) return silenced;
        return command is { Text: null, Data: null } ? 0L : Refusal.Of<long>(ErrorCodes.BodyInvalid, "typing has neither text nor data");
    }

    public static void TellTyping(RoomChange change, TypingTold told)
    {
        if (RoomRules.RefuseIfClosed<Done>(change) is null) change.Tell(told);
    }

    /// <summary>Null: the caller may write now.</summary>
    public static Outcome<long>? RefuseSpeaker(RoomChange change, Caller caller)
    {
        if (RoomRules.RefuseIfClosed<long>(change) is { } closed) return closed;
        if (RightsRules.RefuseSilenced<long>(change, caller) is { } silenced) return silenced;
        return change.State.Settings.IsMuted && !RightsRules.IsAlwaysHeard(change.State, caller)
            ? Refusal.Of<long>(ErrorCodes.Muted, "the room is muted: only anchors and moderators write")
            : null;
    }

    private static Outcome<long>? RefusePace(RoomChange change, Caller caller)
    {
        if (SlowModeLeft(change, caller.User) is { } left && left > TimeSpan.Zero)
            return Refusal.Of<long>(ErrorCodes.SlowMode, $"the room is in slow mode: one message in {change.State.Settings.SlowModeSeconds} s", left);
        // Never accepted and dropped: what is answered with a number reaches everybody.
        return change.Budget.HasForChat
            ? null
            : Refusal.Of<long>(ErrorCodes.RoomBusy, $"the room carries {change.Budget.PerSecond} messages a second", change.Budget.RetryAfter);
    }

    private static TimeSpan? SlowModeLeft(RoomChange change, string user)
    {
        var seconds = change.State.Settings.SlowModeSeconds;
        return seconds == 0 ? null : change.State.Spoken.Find(user) + TimeSpan.FromSeconds(seconds) - change.Now;
    }

    /// <summary>Null: nothing is wrong with the message.</summary>
    public static string? FaultIn(SendMessage command)
    {
        if (command.Type.Length is 0 or > RoomLimits.MessageType) return $"type: 1-{RoomLimits.MessageType} characters";
        if (command.Text is null && command.Data is null) return "text or data is needed";
        if (command.Text?.Length > RoomLimits.Text) return $"text: at most {RoomLimits.Text} characters";
        return command.Data is null || JsonText.IsAny(command.Data, RoomLimits.DataBytes) ? null : $"data: JSON of at most {RoomLimits.DataBytes} bytes";
    }
}
