namespace Rooms.Wire.Rtmp.Commands;

/// <summary>The <c>code</c> of onStatus, _result and _error that this house sends (rooms-v1 section 3) and clients know.</summary>
public static class StatusCodes
{
    public const string ConnectSuccess = "NetConnection.Connect.Success";
    public const string ConnectRejected = "NetConnection.Connect.Rejected";
    public const string PublishStart = "NetStream.Publish.Start";
    public const string PublishBadName = "NetStream.Publish.BadName";
    public const string PublishDenied = "NetStream.Publish.Denied";
    public const string UnpublishSuccess = "NetStream.Unpublish.Success";
    public const string PlayStart = "NetStream.Play.Start";
    public const string PlayReset = "NetStream.Play.Reset";
    public const string PlayStop = "NetStream.Play.Stop";
    public const string PlayStreamNotFound = "NetStream.Play.StreamNotFound";
    public const string PlayFailed = "NetStream.Play.Failed";
    public const string PlayUnpublishNotify = "NetStream.Play.UnpublishNotify";
    public const string PauseNotify = "NetStream.Pause.Notify";
    public const string UnpauseNotify = "NetStream.Unpause.Notify";
}
