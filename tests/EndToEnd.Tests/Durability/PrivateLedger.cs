using System.Collections.Concurrent;
using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;

namespace Rooms.EndToEnd.Tests.Durability;

/// <summary>Private messages between two users, what of them was acknowledged, and what was in flight. Kept outside the server's process.</summary>
internal sealed class PrivateLedger(string ann, string bob)
{
    private const int PageSize = 100;
    private readonly ConcurrentDictionary<Message, (long Seq, string Id)> acknowledged = new();
    private readonly ConcurrentDictionary<Message, bool> open = new();

    public int Count => acknowledged.Count;

    /// <summary>One message after the other until the server is gone.</summary>
    public async Task WriteAsync(HttpClient http, string name, Action written)
    {
        try
        {
            for (var number = 0; ; number++)
            {
                await SendAsync(http, number % 2 == 0 ? new Message(ann, bob, $"{name}-{number}") : new Message(bob, ann, $"{name}-{number}"));
                written();
            }
        }
        catch (Exception gone) when (gone is HttpRequestException or TaskCanceledException or IOException)
        {
            // The server was killed: what was in flight stays open.
        }
    }

    /// <summary>What was in flight again, under its Idempotency-Key.</summary>
    public async Task RepeatAsync(HttpClient http)
    {
        foreach (var message in open.Keys) await SendAsync(http, message);
    }

    /// <summary>Every difference is one line.</summary>
    public async Task<IReadOnlyList<string>> CompareAsync(HttpClient http)
    {
        var inboxes = new Dictionary<string, List<JsonNode>> { [ann] = await InboxAsync(http, ann), [bob] = await InboxAsync(http, bob) };
        var faults = new List<string>();
        foreach (var (user, inbox) in inboxes) faults.AddRange(CompareNumbers(user, inbox));
        foreach (var (message, receipt) in acknowledged)
        {
            var own = inboxes[message.From].ElementAtOrDefault((int)receipt.Seq - 1);
            if ((string?)own?["data"]?["id"] != receipt.Id || (string?)own["data"]!["text"] != message.Text)
                faults.Add($"{message.Text} was acknowledged as number {receipt.Seq} of {message.From} and is not there");
        }
        foreach (var user in (string[])[ann, bob])
            if (!IdsOf(inboxes[ann], user).SequenceEqual(IdsOf(inboxes[bob], user))) faults.Add($"messages of {user} are not the same, in one order, in both inboxes");
        return faults;
    }

    private static IEnumerable<string> CompareNumbers(string user, List<JsonNode> inbox)
    {
        for (var i = 0; i < inbox.Count; i++)
            if ((long?)inbox[i]["seq"] != i + 1) yield return $"{user}: event number {inbox[i]["seq"]} stands at place {i + 1}";
        foreach (var repeated in inbox.GroupBy(item => (string?)item["data"]!["text"]).Where(group => group.Count() > 1))
            yield return $"{user}: {repeated.Key} is there {repeated.Count()} times";
    }

    private static IEnumerable<string?> IdsOf(List<JsonNode> inbox, string sender) =>
        inbox.Where(item => (string?)item["user"] == sender).Select(item => (string?)item["data"]!["id"]);

    private async Task SendAsync(HttpClient http, Message message)
    {
        open[message] = true;
        using var request = new HttpRequestMessage(HttpMethod.Post, $"/v1/users/{message.To}/messages")
        {
            Content = JsonContent.Create(new { text = message.Text, from = message.From }),
        };
        request.Headers.Add("Idempotency-Key", message.Text);
        using var answer = await http.SendAsync(request);
        var text = await answer.Content.ReadAsStringAsync();
        if (answer.StatusCode != HttpStatusCode.Created) throw new InvalidOperationException($"{message} was answered {(int)answer.StatusCode} {text}");
        var receipt = JsonNode.Parse(text)!;
        acknowledged[message] = ((long)receipt["seq"]!, (string)receipt["id"]!);
        open.TryRemove(message, out _);
    }

    private static async Task<List<JsonNode>> InboxAsync(HttpClient http, string user)
    {
        var events = new List<JsonNode>();
        while (true)
        {
            var page = await http.GetFromJsonAsync<JsonNode>($"/v1/users/{user}/inbox?after={events.Count}&limit={PageSize}");
            var more = page!["events"]!.AsArray();
            events.AddRange(more.Select(item => item!));
            if (more.Count < PageSize) return events;
        }
    }

    internal sealed record Message(string From, string To, string Text);
}
