using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Rooms.Gateway.Outgoing;

/// <summary>
/// Proves to a backend who calls, and when: HMAC-SHA256 over <c>id.timestamp.body</c> with the app's <c>Webhooks:Secret</c>, and with <c>Secret2</c> while
/// they are changed (docs/webhooks.md has the receiver's side). The id is signed so that nobody can send the same event under another.
/// </summary>
internal static class CallSignature
{
    public const string IdHeader = "Rooms-Webhook-Id";
    public const string TimestampHeader = "Rooms-Webhook-Timestamp";
    public const string SignatureHeader = "Rooms-Webhook-Signature";

    private const string Version = "v1=";

    public static void AddTo(HttpRequestMessage request, IReadOnlyList<string> secrets, string id, DateTimeOffset now, ReadOnlyMemory<byte> body)
    {
        var timestamp = now.ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture);
        request.Headers.Add(IdHeader, id);
        request.Headers.Add(TimestampHeader, timestamp);
        request.Headers.Add(SignatureHeader, string.Join(", ", secrets.Select(secret => Make(secret, id, timestamp, body.Span))));
    }

    public static string Make(string secret, string id, string timestamp, ReadOnlySpan<byte> body)
    {
        using var hmac = IncrementalHash.CreateHMAC(HashAlgorithmName.SHA256, Encoding.UTF8.GetBytes(secret));
        hmac.AppendData(Encoding.UTF8.GetBytes($"{id}.{timestamp}."));
        hmac.AppendData(body);
        return Version + Convert.ToHexStringLower(hmac.GetHashAndReset());
    }
}
