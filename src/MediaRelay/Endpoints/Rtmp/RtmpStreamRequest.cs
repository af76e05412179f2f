using Microsoft.AspNetCore.WebUtilities;
using Rooms.Wire.Rtmp.Commands;

namespace Rooms.MediaRelay.Endpoints.Rtmp;

/// <summary>
/// The stream and token that publish or play name. The token may stand behind the stream's name (<c>sid?token=...</c>) or, where an encoder
/// has a box for the URL only, behind the application in connect.
/// </summary>
internal readonly record struct RtmpStreamRequest(string StreamId, string Token)
{
    private const string TokenKey = "token";

    public static RtmpStreamRequest From(Command command, ConnectRequest connect)
    {
        if (StreamName.TryRead(command, out var name) != System.Buffers.OperationStatus.Done) return new("", "");
        var token = TokenIn(name.Query) ?? TokenIn(StreamName.Parse(connect.App).Query) ?? TokenIn(StreamName.Parse(connect.TcUrl).Query);
        return new(name.Name, token ?? "");
    }

    private static string? TokenIn(string query)
    {
        foreach (var pair in new QueryStringEnumerable(query))
            if (pair.DecodeName().Span.SequenceEqual(TokenKey)) return pair.DecodeValue().ToString();
        return null;
    }
}
