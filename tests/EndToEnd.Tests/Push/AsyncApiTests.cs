using System.Text.Json.Nodes;

namespace Rooms.EndToEnd.Tests.Push;

/// <summary><c>/asyncapi.json</c> as served: its examples are those of docs/ws.md, which <see cref="SocketDocumentTests"/> plays.</summary>
public sealed class AsyncApiTests(DocumentedServer server) : IClassFixture<DocumentedServer>
{
    [Fact]
    public async Task Examples_All_ArePlayedLines()
    {
        var document = JsonNode.Parse(await server.Host.Http.GetStringAsync("/asyncapi.json"))!;
        var played = SocketDocument.Blocks("ws").SelectMany(block => block).Where(line => line[0] is '>' or '<').Select(line => JsonNode.Parse(line[2..])).ToArray();
        var examples = document["components"]!["messages"]!.AsObject()
            .SelectMany(message => message.Value!["examples"]?.AsArray() ?? []).Select(example => example!["payload"]).ToArray();

        Assert.True(examples.Length > 10);
        Assert.All(examples, example => Assert.Contains(played, line => JsonNode.DeepEquals(line, example)));
    }

    [Fact]
    public async Task Messages_All_AreTheDocumentsFrames()
    {
        var document = JsonNode.Parse(await server.Host.Http.GetStringAsync("/asyncapi.json"))!;
        var named = document["components"]!["messages"]!.AsObject().Select(message => message.Key).ToHashSet();
        var text = await File.ReadAllTextAsync(Path.Combine(RunningHost.Root, "docs", "ws.md"));

        Assert.Equal(19, named.Count);
        Assert.All(named, name => Assert.Contains($"`{name}`", text, StringComparison.Ordinal));
    }
}
