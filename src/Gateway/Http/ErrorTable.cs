using System.Collections.Frozen;
using Microsoft.AspNetCore.Http;
using Rooms.Contracts;

namespace Rooms.Gateway.Http;

/// <summary>The one table from code to HTTP status and title (rooms-v1 section 4).</summary>
internal static class ErrorTable
{
    // Codes of HTTP itself, which no grain answers.
    public const string NotFound = "not_found";
    public const string MethodNotAllowed = "method_not_allowed";
    public const string MediaTypeUnsupported = "media_type_unsupported";
    public const string Internal = "internal";

    private static readonly FrozenDictionary<string, Error> Errors = new Dictionary<string, Error>
    {
        [ErrorCodes.RoomNotFound] = new(StatusCodes.Status404NotFound, "There is no such room"),
        [ErrorCodes.StreamNotFound] = new(StatusCodes.Status404NotFound, "There is no such stream"),
        [ErrorCodes.NodeNotFound] = new(StatusCodes.Status404NotFound, "There is no such node"),
        [ErrorCodes.MemberNotFound] = new(StatusCodes.Status404NotFound, "There is no such member"),
        [ErrorCodes.AppNotFound] = new(StatusCodes.Status404NotFound, "There is no such app"),
        [ErrorCodes.KeyNotFound] = new(StatusCodes.Status404NotFound, "There is no such key"),
        [ErrorCodes.ConnectionNotFound] = new(StatusCodes.Status404NotFound, "There is no such connection"),
        [ErrorCodes.PushNotFound] = new(StatusCodes.Status404NotFound, "There is no such push"),
        [ErrorCodes.PushScheduleFull] = new(StatusCodes.Status409Conflict, "There is no room for more scheduled pushes"),
        [ErrorCodes.EventNotFound] = new(StatusCodes.Status404NotFound, "There is no such event"),
        [ErrorCodes.ConversationNotFound] = new(StatusCodes.Status404NotFound, "There is no such conversation"),
        [ErrorCodes.DeviceNotFound] = new(StatusCodes.Status404NotFound, "There is no such device"),
        [ErrorCodes.FileNotFound] = new(StatusCodes.Status404NotFound, "There is no such file"),
        [ErrorCodes.AppExists] = new(StatusCodes.Status409Conflict, "The app exists already"),
        [ErrorCodes.RegistryFull] = new(StatusCodes.Status409Conflict, "There is no room for more apps or keys"),
        [ErrorCodes.RoomExists] = new(StatusCodes.Status409Conflict, "The room exists already"),
        [ErrorCodes.RoomClosed] = new(StatusCodes.Status409Conflict, "The room is closed"),
        [ErrorCodes.RoomFull] = new(StatusCodes.Status409Conflict, "The room is full"),
        [ErrorCodes.StreamBusy] = new(StatusCodes.Status409Conflict, "The stream has a publisher"),
        [ErrorCodes.SignatureInvalid] = new(StatusCodes.Status403Forbidden, "The signature is not valid"),
        [ErrorCodes.SignatureExpired] = new(StatusCodes.Status403Forbidden, "The signature has expired"),
        [ErrorCodes.Forbidden] = new(StatusCodes.Status403Forbidden, "This token may not do that"),
        [ErrorCodes.Blocked] = new(StatusCodes.Status403Forbidden, "The receiver has blocked the sender"),
        [ErrorCodes.Vetoed] = new(StatusCodes.Status403Forbidden, "The app does not allow that"),
        [ErrorCodes.OriginForbidden] = new(StatusCodes.Status403Forbidden, "Pages of this origin may not do that"),
        [ErrorCodes.TokenInvalid] = new(StatusCodes.Status401Unauthorized, "The token is missing or not valid"),
        [ErrorCodes.BodyInvalid] = new(StatusCodes.Status400BadRequest, "The request is not valid"),
        [ErrorCodes.BodyTooLarge] = new(StatusCodes.Status413PayloadTooLarge, "The body is too large"),
        [ErrorCodes.FileTypeRefused] = new(StatusCodes.Status415UnsupportedMediaType, "Files of this type are not taken"),
        [ErrorCodes.FileTooLarge] = new(StatusCodes.Status413PayloadTooLarge, "The file is too large"),
        [ErrorCodes.FileRefused] = new(StatusCodes.Status422UnprocessableEntity, "The file was looked at and refused"),
        [ErrorCodes.EventsGone] = new(StatusCodes.Status410Gone, "These events are no longer kept"),
        [ErrorCodes.IdempotencyKeyReused] = new(StatusCodes.Status422UnprocessableEntity, "The Idempotency-Key was used for another command"),
        [ErrorCodes.RateLimited] = new(StatusCodes.Status429TooManyRequests, "Too many requests", RetryAfterSeconds: 1),
        [ErrorCodes.RoomBusy] = new(StatusCodes.Status429TooManyRequests, "The room is busy", RetryAfterSeconds: 1),
        [ErrorCodes.SlowMode] = new(StatusCodes.Status429TooManyRequests, "The room is in slow mode", RetryAfterSeconds: 1),
        [ErrorCodes.Muted] = new(StatusCodes.Status403Forbidden, "Writing to this room is not allowed now"),
        [ErrorCodes.Banned] = new(StatusCodes.Status403Forbidden, "The user is banned from this room"),
        [ErrorCodes.WordsRefused] = new(StatusCodes.Status422UnprocessableEntity, "The text has words that are not wanted here"),
        [ErrorCodes.MessageNotFound] = new(StatusCodes.Status404NotFound, "There is no such message"),
        [ErrorCodes.ListFull] = new(StatusCodes.Status409Conflict, "The list has all the entries that it may have"),
        [ErrorCodes.QuotaRooms] = new(StatusCodes.Status409Conflict, "The app has all the rooms that it may have"),
        [ErrorCodes.QuotaStreams] = new(StatusCodes.Status409Conflict, "The app has all the streams on air that it may have"),
        [ErrorCodes.QuotaViewers] = new(StatusCodes.Status409Conflict, "The app has all the viewers that it may have"),
        [ErrorCodes.QuotaRequests] = new(StatusCodes.Status429TooManyRequests, "The app sends too many requests", RetryAfterSeconds: 1),
        [ErrorCodes.QuotaBytes] = new(StatusCodes.Status429TooManyRequests, "The app has used its bytes of the day", RetryAfterSeconds: 60),
        [ErrorCodes.QuotaFiles] = new(StatusCodes.Status409Conflict, "The app has all the files that it may have"),
        [ErrorCodes.NodeUnavailable] = new(StatusCodes.Status503ServiceUnavailable, "No node can do that now", RetryAfterSeconds: 1),
        [ErrorCodes.Draining] = new(StatusCodes.Status503ServiceUnavailable, "The node is draining", RetryAfterSeconds: 1),
        [NotFound] = new(StatusCodes.Status404NotFound, "There is nothing at this address"),
        [MethodNotAllowed] = new(StatusCodes.Status405MethodNotAllowed, "This address does not take that method"),
        [MediaTypeUnsupported] = new(StatusCodes.Status415UnsupportedMediaType, "The body must be JSON"),
        [Internal] = new(StatusCodes.Status500InternalServerError, "The server made a mistake"),
    }.ToFrozenDictionary();

    /// <summary>A code without a row is a mistake of ours: <see cref="Internal"/>.</summary>
    public static Error Find(string code) => Errors.TryGetValue(code, out var error) ? error : Errors[Internal];

    /// <summary>The code of a status that the framework set without a body.</summary>
    public static string CodeOf(int status) => status switch
    {
        StatusCodes.Status401Unauthorized => ErrorCodes.TokenInvalid,
        StatusCodes.Status403Forbidden => ErrorCodes.Forbidden,
        StatusCodes.Status404NotFound => NotFound,
        StatusCodes.Status405MethodNotAllowed => MethodNotAllowed,
        StatusCodes.Status413PayloadTooLarge => ErrorCodes.BodyTooLarge,
        StatusCodes.Status415UnsupportedMediaType => MediaTypeUnsupported,
        StatusCodes.Status429TooManyRequests => ErrorCodes.RateLimited,
        >= 500 => Internal,
        _ => ErrorCodes.BodyInvalid,
    };

    /// <summary>One row. Retry-After is sent where waiting helps.</summary>
    internal sealed record Error(int Status, string Title, int? RetryAfterSeconds = null);
}
