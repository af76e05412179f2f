using System.Net.Http.Json;
using System.Text.Json.Nodes;

namespace Rooms.EndToEnd.Tests.Live;

/// <summary>The media nodes as an operator sees them.</summary>
internal static class Nodes
{
    private static readonly TimeSpan Deadline = TimeSpan.FromSeconds(60);

    public static async Task<JsonArray> AllAsync(RunningHost control)
    {
        using var http = await control.OperatorAsync();
        using var answer = await http.GetAsync("/v1/nodes");
        answer.EnsureSuccessStatusCode();
        return (await answer.Content.ReadFromJsonAsync<JsonNode>())!["nodes"]!.AsArray();
    }

    /// <summary>Waits until the node is connected. The directory has no push channel, so it is asked again until the deadline.</summary>
    public static async Task ConnectedAsync(RunningHost control, string id)
    {
        using var deadline = new CancellationTokenSource(Deadline);
        using var pause = new PeriodicTimer(TimeSpan.FromMilliseconds(100));
        while (!(await AllAsync(control)).Any(node => (string?)node!["id"] == id && (string?)node["state"] == "connected"))
            await pause.WaitForNextTickAsync(deadline.Token);
    }
}
