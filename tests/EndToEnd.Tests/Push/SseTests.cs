using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;

namespace Rooms.EndToEnd.Tests.Push;

/// <summary>Feeds as server-sent events, over the whole server.</summary>
public sealed class SseTests(DocumentedServer server) : IClassFixture<DocumentedServer>
{
    private static readonly TimeSpan Deadline = TimeSpan.FromSeconds(30);

    public static TheoryData<int> Examples => [.. Enumerable.Range(0, SocketDocument.Blocks("sse").Length)];

    [Theory, MemberData(nameof(Examples))]
    public async Task Example_AsDocumented_GoesSo(int index)
    {
        var kitchen = await server.KitchenAsync();
        var lines = SocketDocument.Blocks("sse")[index].Select(line => server.Fill(line, kitchen)).ToArray();
        using var stream = await OpenAsync(server.Ann, lines[0]["* GET ".Length..]);

        foreach (var line in lines[1..])
        {
            if (line.StartsWith("* ", StringComparison.Ordinal)) await server.DoAsync(line[2..]);
            else await ExpectAsync(stream, line);
        }
    }

    [Fact]
    public async Task LastEventId_ComesBack_GoesOnBehindIt()
    {
        var kitchen = await server.KitchenAsync();
        for (var i = 0; i < 3; i++) await server.Ann.PostAsJsonAsync($"/v1/rooms/{kitchen}/messages", new { text = $"{i}" });
        using var stream = await OpenAsync(server.Ann, $"/v1/rooms/{kitchen}/events/stream?after=1", ("Last-Event-ID", "3"));

        Assert.Equal("id: 4", await ReadLineAsync(stream));
    }

    [Fact]
    public async Task Resume_FromTheFuture_GetsWhatComesThenAndNoGap()
    {
        var kitchen = await server.KitchenAsync();
        using var stream = await OpenAsync(server.Ann, $"/v1/rooms/{kitchen}/events/stream?after=1000000");
        // From here on everything is news.
        while (await stream.ReadLineAsync().WaitAsync(Deadline) != ": live") continue;

        await server.Ann.PostAsJsonAsync($"/v1/rooms/{kitchen}/messages", new { text = "news" });

        Assert.Equal("", await ReadLineAsync(stream));
        Assert.Equal("id: 2", await ReadLineAsync(stream));
    }

    [Fact]
    public async Task Inbox_OnesOwn_HearsWhatIsSentInPrivate()
    {
        using var stream = await OpenAsync(server.Bob, "/v1/users/bob/inbox/stream");
        await using var ann = await SocketClient.EnterAsync(server.Host.Address, server.AnnsToken);

        await ann.SendAsync(new { op = "send", id = "psst", to = "bob", text = "a\nline" });
        var line = await stream.ReadLineAsync().WaitAsync(Deadline);
        while (line != "event: private") line = await stream.ReadLineAsync().WaitAsync(Deadline);
        var data = await stream.ReadLineAsync().WaitAsync(Deadline);

        Assert.Equal("a\nline", (string?)JsonNode.Parse(data!["data: ".Length..])!["data"]!["text"]);
    }

    [Theory]
    [InlineData("/v1/users/ann/inbox/stream", HttpStatusCode.Forbidden)]
    [InlineData("/v1/rooms/nowhere/events/stream", HttpStatusCode.NotFound)]
    [InlineData("/v1/rooms/nowhere/events/stream?after=-1", HttpStatusCode.BadRequest)]
    public async Task Stream_NotForTheCaller_IsRefused(string path, HttpStatusCode status)
    {
        using var answer = await server.Bob.GetAsync(path, HttpCompletionOption.ResponseHeadersRead);

        Assert.Equal(status, answer.StatusCode);
    }

    // Comments, and the blank line behind one, are nobody's.
    private static async Task<string?> ReadLineAsync(StreamReader stream)
    {
        while (true)
        {
            var line = await stream.ReadLineAsync().WaitAsync(Deadline);
            if (line?.StartsWith(':') != true) return line;
            await stream.ReadLineAsync().WaitAsync(Deadline);
        }
    }

    private static async Task<StreamReader> OpenAsync(HttpClient client, string path, params (string Name, string Value)[] headers)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, path);
        foreach (var (name, value) in headers) request.Headers.Add(name, value);
        var answer = await client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead);
        Assert.Equal((HttpStatusCode.OK, "text/event-stream"), (answer.StatusCode, answer.Content.Headers.ContentType?.MediaType));
        return new StreamReader(await answer.Content.ReadAsStreamAsync());
    }

    private static async Task ExpectAsync(StreamReader stream, string expected)
    {
        const string Data = "data: ";
        var line = await ReadLineAsync(stream);
        if (!expected.StartsWith(Data, StringComparison.Ordinal)) Assert.Equal(expected, line);
        else Assert.True(SocketDocument.Matches(JsonNode.Parse(expected[Data.Length..]), JsonNode.Parse(line![Data.Length..])), line);
    }
}
