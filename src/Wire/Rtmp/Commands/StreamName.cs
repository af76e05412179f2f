using System.Buffers;

namespace Rooms.Wire.Rtmp.Commands;

/// <summary>
/// The stream that publish, play, releaseStream, FCPublish, FCUnpublish and getStreamLength name in their first argument, and what follows its
/// question mark: <c>key?token=...</c>. Some encoders put the query behind the application instead; the caller joins the two.
/// </summary>
public readonly record struct StreamName(string Name, string Query)
{
    public static OperationStatus TryRead(Command command, out StreamName name)
    {
        name = default;
        if (command.Argument(0).AsString is not { } text) return OperationStatus.InvalidData;
        name = Parse(text);
        return OperationStatus.Done;
    }

    public static StreamName Parse(string text)
    {
        var mark = text.IndexOf('?', StringComparison.Ordinal);
        return mark < 0 ? new StreamName(text, "") : new StreamName(text[..mark], text[(mark + 1)..]);
    }
}
