namespace Rooms.Contracts;

/// <summary>Ids of rooms, streams, desks and users (rooms-v1 section 1), and the grain keys made of them.</summary>
public static class Ids
{
    /// <summary>Longest id, in ASCII characters.</summary>
    public const int MaxLength = 64;

    /// <summary>True for <c>[A-Za-z0-9_.~-]{1,64}</c>.</summary>
    public static bool IsValid(string? id)
    {
        if (id is null || id.Length is 0 or > MaxLength) return false;
        foreach (var c in id)
            if (!char.IsAsciiLetterOrDigit(c) && c is not ('_' or '.' or '~' or '-')) return false;
        return true;
    }

    /// <summary>The key of a tenant's grain: <c>app/id</c>. Neither part can hold a slash.</summary>
    public static string Key(string app, string id) => $"{app}/{id}";

    /// <summary>The two parts of <see cref="Key"/>.</summary>
    public static (string App, string Id) Split(string key)
    {
        var slash = key.IndexOf('/', StringComparison.Ordinal);
        return (key[..slash], key[(slash + 1)..]);
    }
}
