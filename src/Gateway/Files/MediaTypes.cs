using System.Collections.Frozen;
using Rooms.Wire.Files;

namespace Rooms.Gateway.Files;

/// <summary>The names of <see cref="FileKind"/>: media types as we write them, as senders write them, and the ends of file names.</summary>
internal static class MediaTypes
{
    public const string List = "image/jpeg, image/png, image/gif, image/webp, video/mp4, audio/mp4, audio/mpeg, audio/ogg, application/pdf";

    /// <summary>What a sender says who does not know; it claims nothing, so it agrees with everything.</summary>
    private const string Unknown = "application/octet-stream";

    public const string Jpeg = "image/jpeg";

    private const string Mp4Audio = "audio/mp4";

    private static readonly FrozenDictionary<FileKind, (string Type, string[] Extensions)> Kinds = new Dictionary<FileKind, (string, string[])>
    {
        [FileKind.Jpeg] = (Jpeg, [".jpg", ".jpeg"]),
        [FileKind.Png] = ("image/png", [".png"]),
        [FileKind.Gif] = ("image/gif", [".gif"]),
        [FileKind.Webp] = ("image/webp", [".webp"]),
        [FileKind.Mp4] = ("video/mp4", [".mp4", ".m4v"]),
        [FileKind.M4a] = (Mp4Audio, [".m4a", ".m4b", ".mp4"]),
        [FileKind.Mp3] = ("audio/mpeg", [".mp3"]),
        [FileKind.Ogg] = ("audio/ogg", [".ogg", ".oga", ".opus"]),
        [FileKind.Pdf] = ("application/pdf", [".pdf"]),
    }.ToFrozenDictionary();

    private static readonly FrozenDictionary<string, string> OtherNames = new Dictionary<string, string>
    {
        ["image/jpg"] = Jpeg,
        ["image/pjpeg"] = Jpeg,
        ["image/x-png"] = "image/png",
        ["audio/mp3"] = "audio/mpeg",
        ["audio/x-mp3"] = "audio/mpeg",
        ["audio/m4a"] = Mp4Audio,
        ["audio/x-m4a"] = Mp4Audio,
        ["audio/opus"] = "audio/ogg",
        ["application/ogg"] = "audio/ogg",
        ["application/x-pdf"] = "application/pdf",
    }.ToFrozenDictionary();

    private static readonly FrozenSet<string> Known = Kinds.Values.Select(kind => kind.Type).ToFrozenSet(StringComparer.Ordinal);

    public static bool IsPicture(string type) => type.StartsWith("image/", StringComparison.Ordinal);

    public static bool IsKnown(string type) => Known.Contains(type);

    public static string Of(FileKind kind) => Kinds[kind].Type;

    /// <summary>The first is the usual one.</summary>
    public static IReadOnlyList<string> ExtensionsOf(string type) => Kinds.Values.First(kind => kind.Type == type).Extensions;

    /// <summary>
    /// The type that a file of this kind is served as, where the sender said <paramref name="declared"/>; null: the sender said something else. Recorders
    /// of phones write sound into files that call themselves MP4: there the sender decides.
    /// </summary>
    public static string? Agree(FileKind kind, string? declared)
    {
        var real = Of(kind);
        var said = (declared ?? "").Split(';')[0].Trim().ToLowerInvariant();
        if (OtherNames.TryGetValue(said, out var usual)) said = usual;
        if (said is "" or Unknown || said == real) return real;
        return kind == FileKind.Mp4 && said == Mp4Audio ? said : null;
    }
}
