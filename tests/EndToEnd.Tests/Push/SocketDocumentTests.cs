using System.Buffers;
using System.Text;
using System.Text.Json.Nodes;
using Rooms.Wire.RoomsV1;

namespace Rooms.EndToEnd.Tests.Push;

/// <summary>Every example of docs/ws.md, played against the whole server.</summary>
public sealed class SocketDocumentTests(DocumentedServer server) : IClassFixture<DocumentedServer>
{
    public static TheoryData<int> Conversations => [.. Enumerable.Range(0, SocketDocument.Blocks("ws").Length)];

    public static TheoryData<string> BinaryExamples => [.. SocketDocument.Blocks("bin").SelectMany(block => block)];

    [Theory, MemberData(nameof(Conversations))]
    public async Task Conversation_AsDocumented_GoesSo(int index)
    {
        var kitchen = await server.KitchenAsync();
        var lines = SocketDocument.Blocks("ws")[index].Select(line => server.Fill(line, kitchen)).ToArray();
        await using var client = await SocketClient.ConnectAsync(server.Host.Address);

        for (var i = 0; i < lines.Length;)
        {
            var answers = lines.Skip(i).TakeWhile(line => line.StartsWith("< ", StringComparison.Ordinal)).ToArray();
            if (answers.Length > 0) await ExpectAsync(client, answers);
            else if (lines[i].StartsWith("! ", StringComparison.Ordinal)) await ExpectCloseAsync(client, lines[i]);
            else if (lines[i].StartsWith("* ", StringComparison.Ordinal)) await server.DoAsync(lines[i][2..]);
            else await client.SendTextAsync(lines[i][2..]);
            i += Math.Max(1, answers.Length);
        }
    }

    [Theory, MemberData(nameof(BinaryExamples))]
    public void BinaryExample_AsDocumented_IsThatFrame(string example)
    {
        var parts = example.Split(" = ", 2);
        var bytes = Convert.FromHexString(parts[0].Replace(" ", "", StringComparison.Ordinal));

        if (bytes[0] < 0x40) AssertClient(bytes, parts[1]);
        else AssertServer(bytes, parts[1]);
    }

    // Answers that follow each other may come in any order, but for the events of a room.
    private static async Task ExpectAsync(SocketClient client, string[] lines)
    {
        var expected = lines.Select(DocumentedServer.Parse).ToList();
        var last = 0L;
        for (var left = expected.Count; left > 0; left--)
        {
            var frame = await client.ReadAsync();
            var match = expected.FindIndex(one => SocketDocument.Matches(one, frame));
            Assert.True(match >= 0, $"{frame.ToJsonString()}\nis none of\n{string.Join('\n', expected.Select(one => one.ToJsonString()))}");
            expected.RemoveAt(match);
            if ((string?)frame["op"] != "event") continue;
            Assert.True((long)frame["seq"]! > last, "events came out of order");
            last = (long)frame["seq"]!;
        }
    }

    private static async Task ExpectCloseAsync(SocketClient client, string line)
    {
        var (status, reason) = await client.ReadCloseAsync();

        Assert.Equal(line[2..], $"{status} {reason}");
    }

    private static void AssertClient(byte[] bytes, string json)
    {
        Assert.True(JsonClientFrames.TryRead(Encoding.UTF8.GetBytes(json), out var frame, out _));
        var written = new ArrayBufferWriter<byte>();

        BinaryClientFrames.Write(written, frame!);

        Assert.Equal(Convert.ToHexString(bytes), Convert.ToHexString(written.WrittenSpan));
    }

    private static void AssertServer(byte[] bytes, string json)
    {
        Assert.True(BinaryServerFrames.TryRead(bytes, out var frame));
        var written = new ArrayBufferWriter<byte>();

        JsonServerFrames.Write(written, frame!);

        Assert.True(JsonNode.DeepEquals(JsonNode.Parse(json), JsonNode.Parse(written.WrittenSpan)));
    }
}
