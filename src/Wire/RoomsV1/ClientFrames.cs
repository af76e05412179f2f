namespace Rooms.Wire.RoomsV1;

/// <summary>What a client of <c>/ws</c> says (docs/ws.md). Sizes are checked; whether an id exists, or is one at all, is not.</summary>
public abstract record ClientFrame;

/// <summary>The first frame. <paramref name="Token"/> null: the request's header or cookie has spoken for the user.</summary>
public sealed record HelloFrame(string? Token, string? DeviceId, string? DeviceClass, string[] Labels, SubscribeFrame[] Subscribe) : ClientFrame;

/// <summary><paramref name="After"/>: the last number that the client has, 0 for none. <paramref name="Join"/>: be a member of the audience meanwhile.</summary>
public sealed record SubscribeFrame(string Room, long After, bool Join) : ClientFrame;

public sealed record UnsubscribeFrame(string Room) : ClientFrame;

/// <summary>To a room or to a user: one of the two is there. <paramref name="Data"/> is JSON of any kind.</summary>
public sealed record SendFrame(string Id, string? Room, string? To, string Type, string? Text, string? Data) : ClientFrame
{
    public const string DefaultType = "text";
}

public sealed record AckFrame(string Room, long Seq) : ClientFrame;

public sealed record RefreshFrame(string Token) : ClientFrame;

/// <summary>Media negotiation in a room; <paramref name="Data"/> is JSON of any kind.</summary>
public sealed record SdpFrame(string? Id, string? Room, string? Data) : ClientFrame;

public sealed record PingFrame : ClientFrame
{
    public static readonly PingFrame Value = new();
}
