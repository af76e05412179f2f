using System.Buffers;
using Rooms.Contracts;
using Rooms.Wire.Files;

namespace Rooms.Gateway.Files;

/// <summary>What an upload's first bytes are held to, before one of them is written.</summary>
internal static class FileHead
{
    /// <summary>Enough for a JPEG's frame header behind a preview picture (a segment has at most 64 KiB).</summary>
    public const int Bytes = 72 * 1024;

    // 100 megapixels: what cameras make; in memory 400 MB, which a viewer's phone just survives.
    private const long MaxPixels = 100_000_000;

    /// <summary>The type that the file is kept as. Refusals: body_invalid, file_type_refused.</summary>
    public static Outcome<string> Judge(ReadOnlySpan<byte> head, string? declared, FilesOptions rules)
    {
        if (head.IsEmpty) return Refusal.Of<string>(ErrorCodes.BodyInvalid, "the file is empty");
        if (FileSignature.TryRead(head, out var kind) != OperationStatus.Done) return Refuse($"the bytes are none of: {MediaTypes.List}");
        if (MediaTypes.Agree(kind, declared) is not { } type) return Refuse($"the bytes are {MediaTypes.Of(kind)}, which is not what was declared");
        if (!rules.Allows(type)) return Refuse($"{type} is not among the app's types (Files:Types)");
        return PictureSize.TryRead(kind, head, out var size) == OperationStatus.Done && size.Pixels > MaxPixels
            ? Refuse($"a picture of {size.Width} x {size.Height}; at most {MaxPixels} pixels")
            : type;
    }

    private static Outcome<string> Refuse(string detail) => Refusal.Of<string>(ErrorCodes.FileTypeRefused, detail);
}
