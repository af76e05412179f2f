using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Rooms.Contracts;

namespace Rooms.Gateway.Compat.Goim;

/// <summary>
/// goim's room keys as room ids: <c>type://id</c> is <c>goim.type.id</c>. Whatever else a key has is written as <c>~</c> and two hexadecimal digits a byte,
/// so that no two keys share an id; a dot stays where it cannot be taken for the one behind the type. A key whose id would be too long is
/// <c>goim.~~</c> and its SHA-256; the key is then the room's name.
/// </summary>
internal static class RoomKeys
{
    private const string Prefix = "goim.";
    private const string Separator = "://";

    public static string Join(string type, string room) => $"{type}{Separator}{room}";

    public static string ToId(string key)
    {
        var at = key.IndexOf(Separator, StringComparison.Ordinal);
        var id = at < 0
            ? Prefix + Escape(key, isDotKept: false)
            : $"{Prefix}{Escape(key[..at], isDotKept: false)}.{Escape(key[(at + Separator.Length)..], isDotKept: true)}";
        return id.Length <= Ids.MaxLength ? id : Prefix + "~~" + Digest(key);
    }

    /// <summary>Null: no id of a goim room, or one that a digest was needed for.</summary>
    public static string? ToKey(string id)
    {
        if (!id.StartsWith(Prefix, StringComparison.Ordinal) || id.StartsWith(Prefix + "~~", StringComparison.Ordinal)) return null;
        var rest = id[Prefix.Length..];
        var dot = rest.IndexOf('.', StringComparison.Ordinal);
        return dot < 0 ? Unescape(rest) : Join(Unescape(rest[..dot]), Unescape(rest[(dot + 1)..]));
    }

    private static string Escape(string text, bool isDotKept)
    {
        var escaped = new StringBuilder(text.Length);
        foreach (var value in Encoding.UTF8.GetBytes(text))
        {
            var letter = (char)value;
            if (char.IsAsciiLetterOrDigit(letter) || letter is '_' or '-' || (letter == '.' && isDotKept)) escaped.Append(letter);
            else escaped.Append('~').Append(value.ToString("x2"));
        }
        return escaped.ToString();
    }

    private static string Unescape(string text)
    {
        var bytes = new List<byte>(text.Length);
        for (var i = 0; i < text.Length; i++)
        {
            if (text[i] == '~' && byte.TryParse(text.AsSpan(i + 1, Math.Min(2, text.Length - i - 1)), NumberStyles.AllowHexSpecifier, null, out var value))
            {
                bytes.Add(value);
                i += 2;
            }
            else bytes.Add((byte)text[i]);
        }
        return Encoding.UTF8.GetString(bytes.ToArray());
    }

    private static string Digest(string key) =>
        Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes(key))).TrimEnd('=').Replace('+', '-').Replace('/', '_');
}
