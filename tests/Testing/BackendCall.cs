using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;

namespace Rooms.Testing;

/// <summary>One call that a <see cref="Backend"/> was sent.</summary>
public sealed record BackendCall(string Path, IReadOnlyDictionary<string, string> Headers, byte[] Body)
{
    public string Id => Headers.GetValueOrDefault("Rooms-Webhook-Id", "");

    public JsonNode Json => JsonNode.Parse(Body)!;

    /// <summary>As docs/webhooks.md tells receivers to do it, in their own words: not with the code that signs.</summary>
    public bool IsSignedWith(string secret)
    {
        var timestamp = Headers.GetValueOrDefault("Rooms-Webhook-Timestamp", "");
        byte[] signed = [.. Encoding.UTF8.GetBytes($"{Id}.{timestamp}."), .. Body];
        var expected = "v1=" + Convert.ToHexStringLower(HMACSHA256.HashData(Encoding.UTF8.GetBytes(secret), signed));
        return Headers.GetValueOrDefault("Rooms-Webhook-Signature", "").Split(", ").Contains(expected);
    }
}
