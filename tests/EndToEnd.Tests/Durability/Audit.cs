using System.Net.Http.Json;
using System.Text.Json.Nodes;

namespace Rooms.EndToEnd.Tests.Durability;

/// <summary>Compares what the server has with what it acknowledged. Every difference is one line.</summary>
internal static class Audit
{
    private const int PageSize = 100;

    public static async Task<IReadOnlyList<string>> CompareAsync(HttpClient http, Ledger ledger)
    {
        var faults = new List<string>();
        foreach (var room in ledger.ByRoom)
        {
            var answer = await http.GetAsync($"/v1/rooms/{room.Key}");
            if (!answer.IsSuccessStatusCode)
            {
                faults.Add($"room {room.Key} was acknowledged and answers {(int)answer.StatusCode}");
                continue;
            }
            var view = (await answer.Content.ReadFromJsonAsync<JsonNode>())!;
            faults.AddRange(CompareCounters(room.Key, [.. room.Select(entry => entry.Key)], view));
            faults.AddRange(CompareEvents(room.Key, room, await EventsAsync(http, room.Key)));
        }
        return faults;
    }

    /// <summary>Pure, so that the planted-fault tests can show that it finds each kind of fault.</summary>
    public static IEnumerable<string> CompareEvents(string room, IEnumerable<KeyValuePair<Command, long>> acknowledged, IReadOnlyList<JsonNode> events)
    {
        for (var i = 0; i < events.Count; i++)
            if ((long?)events[i]["seq"] != i + 1)
            {
                yield return $"room {room}: event number {events[i]["seq"]} stands at place {i + 1}";
                yield break;
            }
        var marks = events.Select(MarkOf).ToArray();
        foreach (var repeated in marks.Where(mark => mark is not null).GroupBy(mark => mark).Where(group => group.Count() > 1))
            yield return $"room {room}: {repeated.Key} has {repeated.Count()} events";
        foreach (var (command, seq) in acknowledged.Where(entry => entry.Key.Kind is CommandKind.Gift or CommandKind.Message))
            if (seq < 1 || seq > marks.Length || marks[seq - 1] != command.Mark)
                yield return $"room {room}: {command.Kind} {command.Mark} was acknowledged as number {seq} and is not there";
    }

    public static IEnumerable<string> CompareCounters(string room, IReadOnlyList<Command> acknowledged, JsonNode view)
    {
        foreach (var (kind, counter) in new[] { (CommandKind.Like, "likes"), (CommandKind.Gift, "gifts") })
        {
            var expected = acknowledged.Where(command => command.Kind == kind).Sum(command => command.Count);
            var actual = (long?)view["counters"]?[counter] ?? 0;
            if (actual != expected) yield return $"room {room}: {counter} is {actual}, acknowledged {expected}";
        }
    }

    private static string? MarkOf(JsonNode roomEvent) => (string?)roomEvent["type"] switch
    {
        "message" => (string?)roomEvent["data"]?["text"],
        "gift" => (string?)roomEvent["data"]?["orderId"],
        _ => null,
    };

    /// <summary>All events of a room, oldest first.</summary>
    public static async Task<IReadOnlyList<JsonNode>> EventsAsync(HttpClient http, string room)
    {
        var events = new List<JsonNode>();
        while (true)
        {
            var page = await http.GetFromJsonAsync<JsonNode>($"/v1/rooms/{room}/events?after={events.Count}&limit={PageSize}");
            var more = page!["events"]!.AsArray();
            events.AddRange(more.Select(item => item!));
            if (more.Count < PageSize) return events;
        }
    }
}
