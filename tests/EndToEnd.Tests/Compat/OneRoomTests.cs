using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Rooms.Testing;

namespace Rooms.EndToEnd.Tests.Compat;

/// <summary>Clients of five protocols in one room of a whole server: each hears what every other one says.</summary>
public sealed class OneRoomTests
{
    // goim's live://1, and v1's room 1 by its configured type.
    private const string Room = "goim.live.1";

    private static readonly string[] AnchorRoles = ["anchor"];

    [Fact]
    public async Task Room_GoimWebImAndWs_HearEachOther()
    {
        var (v2, v2Http, v1, v1Http, webIm) = (FreePort.Find(), FreePort.Find(), FreePort.Find(), FreePort.Find(), FreePort.Find());
        await using var host = await RunningHost.StartAsync(null,
            "--Compat:Goim:App", RunningHost.App, "--Compat:Goim:V2:TcpPort", $"{v2}", "--Compat:Goim:V2:WsPort", "-1", "--Compat:Goim:V2:HttpPort", $"{v2Http}",
            "--Compat:Goim:V1:WsPort", $"{v1}", "--Compat:Goim:V1:HttpPort", $"{v1Http}", "--Compat:Goim:V1:RoomType", "live",
            "--Compat:WebIm:App", RunningHost.App, "--Compat:WebIm:Room", Room, "--Compat:WebIm:Port", $"{webIm}", "--Compat:WebIm:SendIntervalSeconds", "0");
        await using var packets = await GoimV2Participant.EnterAsync(v2, new Uri($"http://127.0.0.1:{v2Http}/goim/push/room?operation=1000&type=live&room=1"), "live://1");
        await using var json = await new WebSocketParticipant("goim v1", NotSaid, hearsItself: true)
            .EnterAsync(new Uri($"ws://127.0.0.1:{v1}/sub"), """{"ver":1,"op":7,"seq":1,"body":7}""", "\"op\":8");
        await using var page = await new WebSocketParticipant("webim", text => $$"""{"cmd":"message","from":1,"channal":0,"data":{{text}},"type":"text"}""", hearsItself: false)
            .EnterAsync(new Uri($"ws://127.0.0.1:{webIm}/"), """{"cmd":"login","name":"page","avatar":""}""", "\"login\"");
        await using var poller = await CometParticipant.EnterAsync(new Uri($"http://127.0.0.1:{webIm}"));
        await using var native = await NativeAsync(host);
        Participant[] all = [packets, json, page, poller, native];

        foreach (var speaker in all.Where(one => one != json))
        {
            var text = $"said by {speaker}";
            await speaker.SayAsync(text);
            foreach (var hearer in all.Where(one => one != speaker || one.HearsItself)) await hearer.HearAsync(text);
        }
        using var http = new HttpClient();
        var pushed = await http.PostAsync($"http://127.0.0.1:{v1Http}/1/push/room?rid=1", new StringContent("""{"said":"by goim v1"}"""));
        foreach (var hearer in all) await hearer.HearAsync("by goim v1");

        Assert.Equal("""{"ret":1}""", await pushed.Content.ReadAsStringAsync());
    }

    // v1's clients say nothing: their backend does.
    private static string NotSaid(string text) => throw new NotSupportedException(text);

    private static async Task<WebSocketParticipant> NativeAsync(RunningHost host)
    {
        var answer = await host.Http.PostAsJsonAsync("/v1/tokens", new { app = RunningHost.App, secret = RunningHost.AppSecret, user = "ann", roles = AnchorRoles });
        var token = (string)(await answer.Content.ReadFromJsonAsync<JsonNode>())!["token"]!;
        var number = 0;
        return await new WebSocketParticipant("/ws", text => $$"""{"op":"send","id":"m{{++number}}","room":"{{Room}}","text":{{text}}}""", hearsItself: true)
            .EnterAsync(
                new Uri($"ws://127.0.0.1:{host.Address.Port}/ws"), $$"""{"op":"hello","token":"{{token}}","subscribe":[{"room":"{{Room}}","after":0}]}""", "\"snapshot\"");
    }
}
