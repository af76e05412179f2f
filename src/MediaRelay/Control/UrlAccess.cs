using Rooms.Contracts;
using Rooms.Contracts.Control;
using Rooms.Contracts.Urls;

namespace Rooms.MediaRelay.Control;

/// <summary>
/// Checks the tokens of push and play URLs with the keys that the control plane gave, which may change at any time. Any thread.
/// </summary>
internal sealed class UrlAccess(TimeProvider time)
{
    // Until the first keys arrive nothing is genuine.
    private volatile UrlKeys keys = new([], []);

    public void Replace(UrlKeys newKeys) => keys = newKeys;

    /// <summary>
    /// Null: the token is good. Else <c>signature_invalid</c> or <c>signature_expired</c>; <c>forbidden</c> for a play token that pushes.
    /// </summary>
    public string? Check(UrlAction action, string streamId, string? token)
    {
        var now = time.GetUtcNow();
        var known = keys;
        var verdict = UrlToken.Check(token, action, streamId, now, action == UrlAction.Push ? known.Push : known.Play);
        if (verdict == UrlTokenVerdict.Valid) return null;
        if (verdict == UrlTokenVerdict.Expired) return ErrorCodes.SignatureExpired;
        var isPlayToken = action == UrlAction.Push && UrlToken.Check(token, UrlAction.Play, streamId, now, known.Play) == UrlTokenVerdict.Valid;
        return isPlayToken ? ErrorCodes.Forbidden : ErrorCodes.SignatureInvalid;
    }
}
