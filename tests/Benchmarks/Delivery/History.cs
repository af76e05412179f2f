using System.Net;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;

namespace Rooms.Benchmarks.Delivery;

/// <summary>A room's messages as its event log has them.</summary>
internal static class History
{
    private const int PageSize = 100;

    /// <summary>Number and content of each, from <paramref name="oldest"/> on.</summary>
    public static async Task<Dictionary<long, ulong>> ReadAsync(HttpClient http, string room, long oldest, CancellationToken cancellation)
    {
        var messages = new Dictionary<long, ulong>();
        for (var after = oldest - 1; ;)
        {
            using var answer = await http.GetAsync($"/v1/rooms/{room}/events?after={after}&limit={PageSize}", cancellation);
            if (answer.StatusCode != HttpStatusCode.OK) throw new BenchException($"the events of {room}: {(int)answer.StatusCode} {await answer.Content.ReadAsStringAsync(cancellation)}");
            var page = await answer.Content.ReadFromJsonAsync<JsonElement>(cancellation);
            var events = page.GetProperty("events");
            foreach (var one in events.EnumerateArray())
            {
                after = one.GetProperty("seq").GetInt64();
                if (one.GetProperty("type").GetString() == "message")
                    messages[after] = Contents.Hash(Encoding.UTF8.GetBytes(one.GetProperty("data").GetProperty("text").GetString()!));
            }
            if (events.GetArrayLength() == 0) return messages;
        }
    }
}
