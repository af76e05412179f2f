namespace Rooms.MediaRelay.Control;

/// <summary>
/// The control plane's answer. <paramref name="Code"/> null: yes, and the stream belongs to this app and room. Else a code of ErrorCodes.
/// </summary>
internal readonly record struct PublishDecision(string? Code, string Detail, string App, string Room)
{
    public bool IsAllowed => Code is null;

    public static PublishDecision Allow(string app, string room) => new(null, "", app, room);

    public static PublishDecision Refuse(string code, string detail) => new(code, detail, "", "");
}
