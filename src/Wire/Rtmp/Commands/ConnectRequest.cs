using System.Buffers;

namespace Rooms.Wire.Rtmp.Commands;

/// <summary>connect (RTMP 1.0 section 7.2.1.1): the application, and which AMF the client wants answers in.</summary>
public readonly record struct ConnectRequest(string App, string TcUrl, string FlashVersion, double ObjectEncoding)
{
    public static OperationStatus TryRead(Command command, out ConnectRequest request)
    {
        request = default;
        var properties = command.Object;
        if (command.Name != CommandNames.Connect || properties["app"].AsString is not { } app) return OperationStatus.InvalidData;
        request = new ConnectRequest(
            app,
            properties["tcUrl"].AsString ?? "",
            properties["flashVer"].AsString ?? "",
            properties["objectEncoding"].AsNumber ?? 0);
        return OperationStatus.Done;
    }
}
