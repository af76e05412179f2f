using System.Net.Http.Json;
using System.Text.Json.Nodes;

namespace Rooms.EndToEnd.Tests.Live;

/// <summary>A room with one stream, made over REST as an anchor's client does.</summary>
internal sealed class LiveRoom(HttpClient http, string id, JsonNode stream)
{
    private static readonly TimeSpan StateDeadline = TimeSpan.FromSeconds(30);

    public string StreamId { get; } = (string)stream["streamId"]!;

    public string PushUrl { get; } = (string)stream["push"]!["rtmp"]!;

    public string Play(string form) => (string)stream["play"]![form]!;

    public static async Task<LiveRoom> OpenAsync(HttpClient anchor, string id, string? node = null)
    {
        (await anchor.PostAsJsonAsync("/v1/rooms", new { id, scene = "live", name = id })).EnsureSuccessStatusCode();
        var answer = await anchor.PostAsJsonAsync($"/v1/rooms/{id}/streams", new { node });
        answer.EnsureSuccessStatusCode();
        return new LiveRoom(anchor, id, (await answer.Content.ReadFromJsonAsync<JsonNode>())!);
    }

    /// <summary>ffmpeg pushes the clip in real time.</summary>
    public async Task<Tool> PushClipAsync(int repeats = 0) =>
        Tool.Start("ffmpeg", "-v", "error", "-re", "-stream_loop", $"{repeats}", "-i", await Clip.PathAsync(), "-c", "copy", "-f", "flv", PushUrl);

    /// <summary>Waits on the room's event log until an event of this type is there, and answers it.</summary>
    public async Task<JsonNode> EventAsync(string type, long after = 0)
    {
        using var deadline = new CancellationTokenSource(StateDeadline);
        while (true)
        {
            var page = (await http.GetFromJsonAsync<JsonNode>($"/v1/rooms/{id}/events?after={after}&wait=5", deadline.Token))!;
            if (page["events"]!.AsArray().FirstOrDefault(item => (string?)item!["type"] == type) is { } found) return found;
            after = (long)page["next"]!;
        }
    }
}
