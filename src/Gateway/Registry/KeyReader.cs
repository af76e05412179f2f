using Rooms.Contracts;
using Rooms.Contracts.Registry;
using Rooms.Gateway.Auth;

namespace Rooms.Gateway.Registry;

/// <summary>Decides whether an API key is to be believed.</summary>
internal sealed class KeyReader(StoredApps stored, Apps apps, TimeProvider time)
{
    /// <summary>Every reason is the same to a stranger: a key that was revoked does not tell that it was one.</summary>
    private const string Unknown = "this API key is not valid";

    public static bool IsKey(string text) => text.StartsWith(ApiKeyText.Prefix, StringComparison.Ordinal);

    public TokenVerdict Read(string text)
    {
        if (!ApiKeyText.TryRead(text, out var given)) return TokenVerdict.Invalid(Unknown);
        if (stored.FindKey(given.Id) is not { } key || !IsRight(key, ApiKeyText.Hash(given.Secret))) return TokenVerdict.Invalid(Unknown);
        if (key.ExpiresAt <= time.GetUtcNow()) return TokenVerdict.Invalid("this API key has expired");
        if (key.App.Length > 0 && !apps.TryFind(key.App, out _)) return TokenVerdict.Invalid(Unknown);
        return TokenVerdict.Valid(new Caller(key.App, key.Id, key.Roles), key.ExpiresAt);
    }

    private bool IsRight(ApiKey key, string hash)
    {
        var isCurrent = Secrets.Match(hash, key.Current.Text);
        var isPrevious = Secrets.Match(hash, key.Previous?.Text ?? "");
        return isCurrent || (isPrevious && key.Previous?.ValidUntil > time.GetUtcNow());
    }
}
