using System.Security.Cryptography;
using System.Text;
using Rooms.Contracts;

namespace Rooms.Gateway.V1;

/// <summary>Ids of rooms whose maker gave none.</summary>
internal static class RoomIds
{
    // 32 letters and digits without those that are taken for another (i, l, o, u): 5 bits each.
    private const string Alphabet = "0123456789abcdefghjkmnpqrstvwxyz";

    // 80 bits: two of 10^9 rooms have the same id with a chance of 10^-6.
    private const int Length = 16;

    public static string New() => RandomNumberGenerator.GetString(Alphabet, Length);

    /// <summary>A repeat under the same Idempotency-Key must reach the same grain, which then knows the stamp.</summary>
    public static string Derive(Caller caller, IdempotencyStamp stamp)
    {
        var hash = SHA256.HashData(Encoding.UTF8.GetBytes($"{caller.App}|{stamp.Key}"));
        return string.Create(Length, hash, static (id, bytes) =>
        {
            for (var i = 0; i < id.Length; i++) id[i] = Alphabet[bytes[i] & 31];
        });
    }
}
