using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using Rooms.Contracts;
using Rooms.Wire.RoomsV1;

namespace Rooms.Gateway.Push.RoomsV1;

/// <summary>The stamp of a <c>send</c>: the user and the client's own id, so that what is said again after a lost connection counts once.</summary>
internal static class SocketStamps
{
    public static IdempotencyStamp Of(Caller caller, SendFrame send) => new(Hash($"{caller.User}|ws|{send.Id}"), Hash(Body(send)));

    // Lengths keep two fields from being taken for two others.
    private static string Body(SendFrame send) => $"{send.To}|{send.Type.Length}|{send.Type}|{send.Text?.Length ?? -1}|{send.Text}|{send.Data}";

    private static string Hash(string text) => Base64Url.EncodeToString(SHA256.HashData(Encoding.UTF8.GetBytes(text)));
}
