namespace Rooms.Gateway.Control;

/// <summary>Codes of the control channel alone (Contracts.Control.Result).</summary>
internal static class ControlCodes
{
    public const string VersionNewer = "version_newer";
    public const string MessageInvalid = "message_invalid";
}
