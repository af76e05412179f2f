using System.Net.Http.Json;
using System.Text.Json.Nodes;

namespace Rooms.EndToEnd.Tests.Compat;

/// <summary>webim without WebSocket: forms and polls, as PHPWebIM's comet.js sends them.</summary>
internal sealed class CometParticipant : Participant
{
    private readonly HttpClient http;
    private string session = "";

    private CometParticipant(Uri server)
        : base("webim by polling") => http = new HttpClient { BaseAddress = server };

    public override bool HearsItself => false;

    public static async Task<CometParticipant> EnterAsync(Uri server)
    {
        var client = new CometParticipant(server);
        client.session = (string)(await client.PostAsync("/connect", ("type", "connect")))["session_id"]!;
        await client.PublishAsync("""{"cmd":"login","name":"poller","avatar":""}""");
        await client.HearAsync("\"login\"");
        return client;
    }

    public override Task SayAsync(string text) => PublishAsync(new JsonObject { ["cmd"] = "message", ["from"] = 1, ["channal"] = 0, ["data"] = text, ["type"] = "text" }.ToJsonString());

    public override ValueTask DisposeAsync()
    {
        http.Dispose();
        return ValueTask.CompletedTask;
    }

    protected override async Task<string> ReadAsync()
    {
        while (true)
        {
            var answer = await PostAsync("/sub", ("type", "sub"), ("time", "80"), ("session_id", session));
            // comet.js: data.success == "1".
            if (answer["success"]!.ToString() == "1") return (string)answer["data"]!;
        }
    }

    private Task<JsonNode> PublishAsync(string message) => PostAsync("/pub", ("type", "pub"), ("message", message), ("session_id", session));

    private async Task<JsonNode> PostAsync(string path, params (string Name, string Value)[] fields)
    {
        var answer = await http.PostAsync(path, new FormUrlEncodedContent(fields.Select(field => KeyValuePair.Create(field.Name, field.Value))));
        answer.EnsureSuccessStatusCode();
        return (await answer.Content.ReadFromJsonAsync<JsonNode>())!;
    }
}
