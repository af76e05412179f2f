using System.Buffers;
using System.Buffers.Binary;
using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using Rooms.Contracts.Rooms;

namespace Rooms.Grains.Directory;

/// <summary>
/// Where a page of a list ended: base64url of the last room's number and a hash over it and the list it belongs to. Opaque to clients; one of
/// another list, or that nobody here made, is told. No secret: it grants nothing that the list would not.
/// </summary>
internal static class RoomCursor
{
    private const int NumberBytes = 8;
    private const int HashBytes = 8;
    private const int TextLength = 22;

    public static string Write(long number, string app, RoomQuery query)
    {
        Span<byte> bytes = stackalloc byte[NumberBytes + HashBytes];
        BinaryPrimitives.WriteInt64BigEndian(bytes, number);
        Hash(number, app, query, bytes[NumberBytes..]);
        return Base64Url.EncodeToString(bytes);
    }

    public static bool TryRead(string text, string app, RoomQuery query, out long number)
    {
        number = 0;
        if (text.Length != TextLength) return false;
        Span<byte> bytes = stackalloc byte[NumberBytes + HashBytes];
        // Not TryDecodeFromChars: it throws on other characters.
        if (Base64Url.DecodeFromChars(text, bytes, out _, out var written) != OperationStatus.Done || written != bytes.Length) return false;
        number = BinaryPrimitives.ReadInt64BigEndian(bytes);
        Span<byte> expected = stackalloc byte[HashBytes];
        Hash(number, app, query, expected);
        return number > 0 && bytes[NumberBytes..].SequenceEqual(expected);
    }

    private static void Hash(long number, string app, RoomQuery query, Span<byte> destination)
    {
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(Encoding.UTF8.GetBytes($"{number}|{app}|{query.Scene}|{query.Status}"), hash);
        hash[..destination.Length].CopyTo(destination);
    }
}
