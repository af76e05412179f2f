using System.ComponentModel;
using Rooms.Contracts.Registry;

namespace Rooms.Gateway.V1.Dto;

internal sealed record AuditEntryDto(
    long Seq,
    DateTimeOffset At,
    [property: Description("app/user; an operator without app.")] string By,
    [property: Description("app.created, app.rotated, app.revoked, key.created, key.rotated, key.revoked")] string Action,
    string? App,
    string? Key)
{
    public static AuditEntryDto From(AuditEntry entry) => new(entry.Seq, entry.At, entry.By, entry.Action, entry.App.Length > 0 ? entry.App : null, entry.Key);
}
