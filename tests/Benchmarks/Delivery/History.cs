using System.Net;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;

namespace Rooms.Benchmarks.Delivery;

/// <summary>A room's messages as <c>GET /v1/rooms/{id}/messages?before=</c> has them, newest page first.</summary>
internal static class History
{
    private const int PageSize = 100;

    /// <summary>Number and content, back to and including <paramref name="oldest"/>.</summary>
    public static async Task<Dictionary<long, ulong>> ReadAsync(HttpClient http, string room, long oldest, CancellationToken cancellation)
    {
        var messages = new Dictionary<long, ulong>();
        var before = long.MaxValue;
        while (before > oldest)
        {
            using var answer = await http.GetAsync($"/v1/rooms/{room}/messages?limit={PageSize}&before={before}", cancellation);
            if (answer.StatusCode != HttpStatusCode.OK) throw new BenchException($"the history of {room}: {(int)answer.StatusCode} {await answer.Content.ReadAsStringAsync(cancellation)}");
            var page = await answer.Content.ReadFromJsonAsync<JsonElement>(cancellation);
            var count = 0;
            foreach (var message in page.GetProperty("messages").EnumerateArray())
            {
                var seq = message.GetProperty("seq").GetInt64();
                messages[seq] = Contents.Hash(Encoding.UTF8.GetBytes(message.GetProperty("data").GetProperty("text").GetString()!));
                before = Math.Min(before, seq);
                count++;
            }
            if (count == 0) break;
        }
        return messages;
    }
}
