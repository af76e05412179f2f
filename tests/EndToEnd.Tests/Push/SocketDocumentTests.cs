using System.Text.Json.Nodes;

namespace Rooms.EndToEnd.Tests.Push;

/// <summary>Every example of docs/ws.md, played against the whole server.</summary>
public sealed class SocketDocumentTests(DocumentedServer server) : IClassFixture<DocumentedServer>
{
    private const string Json = "rooms.v1.json";
    private const string Binary = "rooms.v1.bin";

    public static TheoryData<int, string> Conversations
    {
        get
        {
            var both = new TheoryData<int, string>();
            for (var index = 0; index < SocketDocument.Blocks("ws").Length; index++)
            {
                both.Add(index, Json);
                both.Add(index, Binary);
            }
            return both;
        }
    }

    public static TheoryData<string> BinaryExamples => [.. SocketDocument.Blocks("bin").SelectMany(block => block)];

    [Theory, MemberData(nameof(Conversations))]
    public async Task Conversation_AsDocumented_GoesSoInBothForms(int index, string form)
    {
        var kitchen = await server.KitchenAsync();
        var lines = SocketDocument.Blocks("ws")[index].Select(line => server.Fill(line, kitchen)).ToArray();
        await using var client = await SocketClient.ConnectAsync(server.Host.Address, form);

        for (var i = 0; i < lines.Length;)
        {
            var answers = AnswersFrom(i);
            if (answers.Length > 0) await ExpectAsync(client, answers);
            else if (lines[i].StartsWith("! ", StringComparison.Ordinal)) await ExpectCloseAsync(client, lines[i]);
            else if (lines[i].StartsWith("* ", StringComparison.Ordinal)) await server.DoAsync(lines[i][2..]);
            else if (form == Json) await client.SendTextAsync(lines[i][2..]);
            else if (BinarySpeech.Say(lines[i][2..]) is { } frame) await client.SendBytesAsync(frame);
            // What is no frame in JSON cannot be written in the other form.
            else i += AnswersFrom(i + 1).Length;
            i += Math.Max(1, answers.Length);
        }

        string[] AnswersFrom(int start) => [.. lines.Skip(start).TakeWhile(line => line.StartsWith("< ", StringComparison.Ordinal))];
    }

    [Theory, MemberData(nameof(BinaryExamples))]
    public void BinaryExample_AsDocumented_IsThatFrame(string example)
    {
        var parts = example.Split(" = ", 2);
        var bytes = Convert.FromHexString(parts[0].Replace(" ", "", StringComparison.Ordinal));

        if (bytes[0] < 0x40) Assert.Equal(Convert.ToHexString(bytes), Convert.ToHexString(BinarySpeech.Say(parts[1])!));
        else Assert.True(JsonNode.DeepEquals(JsonNode.Parse(parts[1]), BinarySpeech.Hear(bytes)));
    }

    // Answers that follow each other may come in any order, but for the events of a room.
    private static async Task ExpectAsync(SocketClient client, string[] lines)
    {
        var expected = lines.Select(DocumentedServer.Parse).ToList();
        var last = 0L;
        for (var left = expected.Count; left > 0; left--)
        {
            var frame = client.Socket.SubProtocol == Binary ? BinarySpeech.Hear((await client.ReadBytesAsync()).Span) : await client.ReadAsync();
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
}
