namespace Rooms.Wire.Rtmp.Commands;

/// <summary>RTMP 1.0 section 7.2, and the four that Flash Media Live Encoder added and every encoder sends since.</summary>
public static class CommandNames
{
    public const string Connect = "connect";
    public const string CreateStream = "createStream";
    public const string DeleteStream = "deleteStream";
    public const string CloseStream = "closeStream";
    public const string Publish = "publish";
    public const string Play = "play";
    public const string Pause = "pause";
    public const string ReleaseStream = "releaseStream";
    public const string FcPublish = "FCPublish";
    public const string FcUnpublish = "FCUnpublish";
    public const string GetStreamLength = "getStreamLength";
    public const string OnFcPublish = "onFCPublish";
    public const string OnFcUnpublish = "onFCUnpublish";
    public const string OnStatus = "onStatus";
    public const string Result = "_result";
    public const string Error = "_error";
}
