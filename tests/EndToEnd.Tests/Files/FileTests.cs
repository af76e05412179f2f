using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;

namespace Rooms.EndToEnd.Tests.Files;

/// <summary>Files through the whole server, sent by curl as an app's backend would.</summary>
public class FileTests
{
    private static readonly TimeSpan Deadline = TimeSpan.FromSeconds(60);

    [Fact]
    public async Task Upload_ByCurl_OutlivesAKill_AndItsLinkIsStillGenuine()
    {
        var folder = Directory.CreateTempSubdirectory("rooms-files-").FullName;
        var (picture, data) = (Path.Combine(folder, "picture.png"), Path.Combine(folder, "data"));
        Directory.CreateDirectory(data);
        await Tool.RunAsync(Deadline, "ffmpeg", "-v", "error", "-f", "lavfi", "-i", "testsrc2=s=320x240:r=1", "-frames:v", "1", picture);
        string link;
        await using (var host = await RunningHost.StartAsync(data))
        {
            link = new Uri(await SendAsync(host, picture)).PathAndQuery;
            await host.KillAsync();
        }

        await using var again = await RunningHost.StartAsync(data);
        var saved = Path.Combine(folder, "saved.png");
        await Tool.RunAsync(Deadline, "curl", "-sS", "--fail", "-o", saved, new Uri(again.Address, link).ToString());
        using var forged = await again.Http.GetAsync(link[..^1] + (link[^1] == 'A' ? 'B' : 'A'));

        Assert.Equal(File.ReadAllBytes(picture), File.ReadAllBytes(saved));
        Assert.Equal(HttpStatusCode.Forbidden, forged.StatusCode);
        Directory.Delete(folder, recursive: true);
    }

    // Whole and by a form; both are the same file to the server.
    private static async Task<string> SendAsync(RunningHost host, string picture)
    {
        using var anchor = await host.ClientAsync("ann", "anchor");
        using var made = await anchor.PostAsJsonAsync("/v1/rooms", new { id = "kitchen", scene = "live", name = "Ann's kitchen" });
        made.EnsureSuccessStatusCode();
        var address = new Uri(host.Address, "/v1/rooms/kitchen/files").ToString();
        string[] common = ["-sS", "--fail", "-H", $"Authorization: {anchor.DefaultRequestHeaders.Authorization}"];
        var form = JsonNode.Parse(await Tool.RunAsync(Deadline, "curl", [.. common, "-F", $"file=@{picture}", address]))!;
        var raw = JsonNode.Parse(await Tool.RunAsync(Deadline, "curl", [.. common, "-H", "Content-Type: image/png", "--data-binary", $"@{picture}", $"{address}?name=picture.png"]))!;
        foreach (var name in new[] { "name", "type", "size" }) Assert.Equal((string?)form[name]!.ToString(), raw[name]!.ToString());
        return (string)raw["url"]!;
    }
}
