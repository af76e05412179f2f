using System.Text.Json;

namespace Rooms.Grains.Rooms;

/// <summary>The data of moderation's events: whom it concerns, until when and why. Who decided is the event's user.</summary>
internal static class ModerationEventData
{
    public static void Write(Utf8JsonWriter json, RoomEntry entry)
    {
        switch (entry)
        {
            case MemberMuted e:
                Write(json, e.Member, e.Until, e.Reason);
                break;
            case MemberBanned e:
                Write(json, e.Member, e.Until, e.Reason);
                break;
            case MemberKicked e:
                Write(json, e.Member, null, e.Reason);
                break;
            case MemberUnmuted e:
                Write(json, e.Member, null, "");
                break;
            case MemberUnbanned e:
                Write(json, e.Member, null, "");
                break;
            case ModeratorAdded e:
                Write(json, e.Member, null, "");
                break;
            case ModeratorRemoved e:
                Write(json, e.Member, null, "");
                break;
        }
    }

    private static void Write(Utf8JsonWriter json, string user, DateTimeOffset? until, string reason)
    {
        json.WriteString("user", user);
        if (until is { } end) json.WriteString("until", EventTimes.Of(end));
        if (reason.Length > 0) json.WriteString("reason", reason);
    }
}
