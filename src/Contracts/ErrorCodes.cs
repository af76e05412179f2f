namespace Rooms.Contracts;

/// <summary>Stable codes of outcomes that are not a success (rooms-v1 section 4). Each surface maps them in one table.</summary>
public static class ErrorCodes
{
    public const string RoomNotFound = "room_not_found";
    public const string StreamNotFound = "stream_not_found";
    public const string NodeNotFound = "node_not_found";
    public const string MemberNotFound = "member_not_found";
    public const string AppNotFound = "app_not_found";
    public const string KeyNotFound = "key_not_found";
    public const string ConversationNotFound = "conversation_not_found";
    public const string DeviceNotFound = "device_not_found";
    public const string EventNotFound = "event_not_found";
    public const string FileNotFound = "file_not_found";
    public const string ConnectionNotFound = "connection_not_found";
    public const string PushNotFound = "push_not_found";
    public const string PushScheduleFull = "push_schedule_full";
    public const string AppExists = "app_exists";
    public const string RegistryFull = "registry_full";
    public const string RoomExists = "room_exists";
    public const string RoomClosed = "room_closed";
    public const string RoomFull = "room_full";
    public const string StreamBusy = "stream_busy";
    public const string SignatureInvalid = "signature_invalid";
    public const string SignatureExpired = "signature_expired";
    /// <summary>The app's own backend did not allow it; the detail is its reason.</summary>
    public const string Vetoed = "vetoed";
    public const string Forbidden = "forbidden";
    /// <summary>The receiver has blocked the sender.</summary>
    public const string Blocked = "blocked";
    public const string OriginForbidden = "origin_forbidden";
    public const string TokenInvalid = "token_invalid";
    public const string BodyInvalid = "body_invalid";
    public const string BodyTooLarge = "body_too_large";
    public const string FileTypeRefused = "file_type_refused";
    public const string FileTooLarge = "file_too_large";
    public const string FileRefused = "file_refused";
    public const string EventsGone = "events_gone";
    public const string IdempotencyKeyReused = "idempotency_key_reused";
    public const string RateLimited = "rate_limited";
    public const string RoomBusy = "room_busy";
    public const string SlowMode = "slow_mode";
    public const string Muted = "muted";
    public const string Banned = "banned";
    public const string WordsRefused = "words_refused";
    public const string MessageNotFound = "message_not_found";
    /// <summary>A room's mutes, bans or moderators: an old one must end first.</summary>
    public const string ListFull = "list_full";
    public const string QuotaRooms = "quota_rooms";
    public const string QuotaStreams = "quota_streams";
    public const string QuotaViewers = "quota_viewers";
    public const string QuotaRequests = "quota_requests";
    public const string QuotaBytes = "quota_bytes";
    public const string QuotaFiles = "quota_files";
    /// <summary>Also: the data cannot be written now (disk full, read-only, I/O error). Nothing that was acknowledged is lost.</summary>
    public const string NodeUnavailable = "node_unavailable";
    public const string Draining = "draining";
}
