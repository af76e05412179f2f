using Rooms.Wire.Amf;

namespace Rooms.Wire.Rtmp.Commands;

/// <summary>What a server says (RTMP 1.0 section 7.2).</summary>
public static class Answers
{
    private const string StatusLevel = "status";
    private const string ErrorLevel = "error";

    /// <summary>
    /// Section 7.2.1.1. The version and the capabilities are those that FMS 3.0 sends; clients compare them, if at all, with old ones.
    /// </summary>
    public static Command ConnectSuccess(double transactionId, double objectEncoding) => new(
        CommandNames.Result,
        transactionId,
        AmfValue.Object(new("fmsVer", AmfValue.Of("FMS/3,0,1,123")), new("capabilities", AmfValue.Of(31))),
        [
            Information(
                StatusLevel, StatusCodes.ConnectSuccess, "Connection succeeded.", new AmfMember("objectEncoding", AmfValue.Of(objectEncoding))),
        ]);

    public static Command ConnectRejected(double transactionId, string description) =>
        new(CommandNames.Error, transactionId, AmfValue.Null, [Information(ErrorLevel, StatusCodes.ConnectRejected, description)]);

    /// <summary>Section 7.2.1.3.</summary>
    public static Command StreamCreated(double transactionId, uint streamId) =>
        new(CommandNames.Result, transactionId, AmfValue.Null, [AmfValue.Of(streamId)]);

    /// <summary>releaseStream, FCPublish and the like: a result with nothing in it.</summary>
    public static Command Done(double transactionId) =>
        new(CommandNames.Result, transactionId, AmfValue.Null, [AmfValue.Undefined]);

    /// <summary>getStreamLength of a live stream: 0.</summary>
    public static Command StreamLength(double transactionId, double seconds) =>
        new(CommandNames.Result, transactionId, AmfValue.Null, [AmfValue.Of(seconds)]);

    public static Command Error(double transactionId, string code, string description) =>
        new(CommandNames.Error, transactionId, AmfValue.Null, [Information(ErrorLevel, code, description)]);

    /// <summary>Section 7.2.2: sent on the message stream that it is about.</summary>
    public static Command Status(string code, string description) =>
        new(CommandNames.OnStatus, 0, AmfValue.Null, [Information(StatusLevel, code, description)]);

    /// <summary>As <see cref="Status"/>, with level error: the client gives up.</summary>
    public static Command Failure(string code, string description) =>
        new(CommandNames.OnStatus, 0, AmfValue.Null, [Information(ErrorLevel, code, description)]);

    /// <summary>What librtmp and FMLE wait for after FCPublish.</summary>
    public static Command FcPublished(string streamName) =>
        new(CommandNames.OnFcPublish, 0, AmfValue.Null, [Information(StatusLevel, StatusCodes.PublishStart, streamName)]);

    private static AmfValue Information(string level, string code, string description, params ReadOnlySpan<AmfMember> more) => AmfValue.Object(
    [
        new("level", AmfValue.Of(level)),
        new("code", AmfValue.Of(code)),
        new("description", AmfValue.Of(description)),
        .. more,
    ]);
}
