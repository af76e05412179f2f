using Rooms.Contracts.Rooms;

namespace Rooms.Grains.Rooms;

/// <summary>Typing: nothing is written for it but one merged event a second at most.</summary>
public sealed partial class RoomGrain
{
    private readonly Typing typing = new();

    private Outcome<long> Type(Caller caller, SendMessage command)
    {
        if (turns.Failure is not null) return Unavailable<long>();
        var outcome = MessageRules.Type(ChangeOf(commits.Pending), caller, command);
        counts.Refused(outcome.Code);
        if (!outcome.IsOk) return outcome;
        typing.Add(caller.User);
        TellLater();
        return outcome;
    }
}
