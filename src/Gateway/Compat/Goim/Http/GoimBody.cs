using Microsoft.AspNetCore.Http;

namespace Rooms.Gateway.Compat.Goim.Http;

/// <summary>What a backend pushes: the body of its request as it is.</summary>
internal static class GoimBody
{
    /// <summary>16 KiB are what a room's message may carry; base64 takes a third more, and the data around it some bytes.</summary>
    public const int MaxBytes = 12 * 1024 - 64;

    /// <summary>Null: it is too long, or the client has left.</summary>
    public static async Task<byte[]?> ReadAsync(HttpRequest request, CancellationToken cancellation)
    {
        try
        {
            using var body = new MemoryStream();
            await request.Body.CopyToAsync(body, cancellation);
            return body.ToArray();
        }
        catch (BadHttpRequestException)
        {
            // The server counts (SideServer).
            return null;
        }
    }
}
