using Rooms.Wire.Amf;

namespace Rooms.Wire.Rtmp.Commands;

/// <summary>What a client says (RTMP 1.0 section 7.2): for pushing to another server, and for tests.</summary>
public static class Requests
{
    public static Command Connect(double transactionId, string app, string tcUrl) => new(
        CommandNames.Connect,
        transactionId,
        AmfValue.Object(
            new("app", AmfValue.Of(app)),
            new("type", AmfValue.Of("nonprivate")),
            new("flashVer", AmfValue.Of("FMLE/3.0 (compatible; Rooms)")),
            new("tcUrl", AmfValue.Of(tcUrl))),
        []);

    public static Command CreateStream(double transactionId) => new(CommandNames.CreateStream, transactionId, AmfValue.Null, []);

    public static Command Publish(double transactionId, string streamName) =>
        new(CommandNames.Publish, transactionId, AmfValue.Null, [AmfValue.Of(streamName), AmfValue.Of("live")]);

    /// <summary>-2000: live if there is one (section 7.2.2.1).</summary>
    public static Command Play(double transactionId, string streamName) =>
        new(CommandNames.Play, transactionId, AmfValue.Null, [AmfValue.Of(streamName), AmfValue.Of(-2000)]);

    public static Command DeleteStream(double transactionId, uint streamId) =>
        new(CommandNames.DeleteStream, transactionId, AmfValue.Null, [AmfValue.Of(streamId)]);
}
