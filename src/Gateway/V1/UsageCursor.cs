using Rooms.Contracts;
using Rooms.Contracts.Apps;

namespace Rooms.Gateway.V1;

/// <summary>Where an answer ended: <c>app/2026-11-21/room</c>, which ids cannot hold.</summary>
internal sealed record UsageCursor(string App, UsagePosition Position)
{
    /// <summary>False: no cursor that this server made.</summary>
    public static bool TryRead(string text, out UsageCursor? cursor)
    {
        cursor = null;
        if (text.Split('/') is not [var app, var date, var room] || !Ids.IsValid(app) || !Ids.IsValid(room) || !UsageSpan.TryReadDay(date, out var day)) return false;
        cursor = new UsageCursor(app, new UsagePosition(day, room));
        return true;
    }

    public override string ToString() => $"{App}/{UsageSpan.Text(Position.Day)}/{Position.Room}";
}
