using System.Diagnostics;
using System.Runtime.Versioning;
using System.Text.Json;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Logging.Console;
using Rooms.Host.Sight;
using Rooms.Testing;

namespace Rooms.EndToEnd.Tests.Sight;

// As the server itself is.
[SupportedOSPlatform("linux")]
public sealed class LogTests
{
    private const string Trace = "4bf92f3577b34da6a3ce929d0e0e4736";

    [Fact]
    public async Task Host_FormatJson_WritesObjectsThatNameTheTrace()
    {
        await using var host = await RunningHost.StartAsync(null, "--Log:Format", "json", "--Logging:LogLevel:Microsoft.AspNetCore.Hosting.Diagnostics", "Information");
        using var request = new HttpRequestMessage(HttpMethod.Get, "/v1/rooms");
        request.Headers.Add("traceparent", $"00-{Trace}-00f067aa0ba902b7-01");

        using var answer = await host.Http.SendAsync(request);
        await host.StopAsync();

        var lines = host.Output.Split('\n').Where(line => !line.StartsWith("Rooms is ready", StringComparison.Ordinal)).Select(line => JsonDocument.Parse(line).RootElement).ToArray();
        Assert.All(lines, line => Assert.Matches("^[0-9a-f]{32}$", line.GetProperty("traceId").GetString()));
        var ofTheRequest = lines.Where(line => line.GetProperty("traceId").GetString() == Trace).ToArray();
        Assert.Contains(ofTheRequest, line => line.GetProperty("message").GetString()!.Contains("/v1/rooms", StringComparison.Ordinal));
        Assert.Contains(lines, line => line.GetProperty("traceId").GetString() != Trace);
    }

    [Fact]
    public void Json_FieldsAndException_StandInOneLine()
    {
        var line = Write(new JsonLines(new FakeTimeProvider()), new InvalidOperationException("line one\nline two"));

        Assert.Equal(line.Length - 1, line.IndexOf('\n', StringComparison.Ordinal));
        var json = JsonDocument.Parse(line).RootElement;
        Assert.Equal(("error", "Test", "StreamFailed"), (Text(json, "level"), Text(json, "category"), Text(json, "event")));
        Assert.Equal("2026-01-01T00:00:00.000Z", Text(json, "time"));
        Assert.Equal("stream s1 failed 3 times", Text(json, "message"));
        Assert.Equal(("s1", 3), (Text(json.GetProperty("fields"), "StreamId"), json.GetProperty("fields").GetProperty("Count").GetInt32()));
        Assert.False(json.GetProperty("fields").TryGetProperty("{OriginalFormat}", out _));
        Assert.Contains("line two", Text(json, "exception"), StringComparison.Ordinal);
    }

    [Fact]
    public void Text_OfARequest_NamesTheTraceBehindTheMessage()
    {
        using var activity = new Activity("request").SetParentId($"00-{Trace}-00f067aa0ba902b7-01").Start();

        var line = Write(new TextLines(new FakeTimeProvider()), null);

        Assert.Equal($"00:00:00.000 fail: Test: stream s1 failed 3 times [{Trace}]\n", line);
    }

    private static string Write(ConsoleFormatter formatter, Exception? exception)
    {
        KeyValuePair<string, object?>[] state = [new("StreamId", "s1"), new("Count", 3), new("{OriginalFormat}", "stream {StreamId} failed {Count} times")];
        var entry = new LogEntry<KeyValuePair<string, object?>[]>(
            LogLevel.Error, "Test", new EventId(0, "StreamFailed"), state, exception, (_, _) => "stream s1 failed 3 times");
        using var text = new StringWriter();
        formatter.Write(in entry, null, text);
        return text.ToString();
    }

    private static string? Text(JsonElement json, string name) => json.GetProperty(name).GetString();
}
