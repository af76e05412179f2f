using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using Rooms.Gateway.Compat.WebIm;
using Rooms.Gateway.Tests.Support;
using Rooms.Testing;

namespace Rooms.Gateway.Tests.Compat.WebIm;

/// <summary>The limits of a message, by a clock that stands still.</summary>
public sealed class WebImCommandsTests : IAsyncLifetime
{
    private readonly FakeTimeProvider time = new(DateTimeOffset.FromUnixTimeMilliseconds(1_800_000_001_900));
    private GatewayHost host = null!;
    private WebImClient client = null!;
    private WebImClient other = null!;

    public async Task InitializeAsync()
    {
        host = await GatewayHost.StartAsync(builder =>
        {
            builder.Services.AddSingleton(FakeGrains.Create().Factory);
            builder.Services.AddSingleton<TimeProvider>(time);
        });
        var origin = new WebImOrigin(WebImOrigin.Socket, "127.0.0.1", time.GetUtcNow());
        var hub = host.Services.GetRequiredService<WebImHub>();
        (client, other) = (hub.Enter(WebImHub.NewNumber, origin)!, hub.Enter(WebImHub.NewNumber, origin)!);
    }

    public async Task DisposeAsync() => await host.DisposeAsync();

    // 1.9 s, 2.0 s and 3.0 s after the minute: the second message comes a tenth of a second later, but a clock second.
    [Fact]
    public async Task Message_WithinTwoClockSeconds_IsOverTheLimitAndDoesNotCount()
    {
        await WhisperAsync("first");
        time.Advance(TimeSpan.FromSeconds(1));
        await WhisperAsync("too soon");
        time.Advance(TimeSpan.FromSeconds(0.1));
        await WhisperAsync("two seconds on the clock, 1.1 in truth");

        Assert.Equal(["""{"cmd":"error","code":104,"msg":"over frequency limit"}"""], Drain(client));
        Assert.Equal(["first", "two seconds on the clock, 1.1 in truth"], Drain(other).Select(DataOf));
    }

    [Theory]
    [InlineData("x", 1024)]
    [InlineData("房", 341)]
    public async Task Message_Longest_IsTakenAndOneByteMoreIsNot(string letter, int count)
    {
        var longest = string.Concat(Enumerable.Repeat(letter, count));

        await WhisperAsync(longest + "xx");
        await WhisperAsync(longest);

        Assert.Equal(["""{"cmd":"error","code":102,"msg":"message max length is 1024"}"""], Drain(client));
        Assert.Equal([longest], Drain(other).Select(DataOf));
    }

    [Fact]
    public async Task Message_WithMoreThanARoomKeeps_IsTooLong()
    {
        await SendAsync(new { cmd = "message", channal = 0, data = "x", more = new string('x', 10_000) });

        Assert.Equal(["""{"cmd":"error","code":102,"msg":"message max length is 1024"}"""], Drain(client));
    }

    [Fact]
    public async Task Limits_OtherCommands_HaveNone()
    {
        for (var i = 0; i < 3; i++) await SendAsync(new { cmd = "getOnline" });

        Assert.Equal(3, Drain(client).Count);
    }

    [Fact]
    public async Task Message_ToThirdChannal_GoesNowhere()
    {
        await SendAsync(new { cmd = "message", channal = 2, to = other.Fd, data = "x" });

        Assert.Empty(Drain(client));
        Assert.Empty(Drain(other));
    }

    [Fact]
    public void Client_ThatTakesNothing_IsClosed()
    {
        for (var i = 0; i < 1_000; i++) client.Send("{}");

        Assert.Equal(256, Drain(client).Count);
        Assert.True(client.Ended.IsCompleted);
    }

    [Fact]
    public void Client_ThatTakesNothingOfMuch_IsClosedByTheBytesThatWait()
    {
        var history = new string('x', 800_000);

        for (var i = 0; i < 10; i++) client.Send(history);

        Assert.True(client.IsClosed);
        Assert.Equal(2, Drain(client).Count);
        Assert.Equal(0, client.QueuedBytes);
    }

    private Task WhisperAsync(string data) => SendAsync(new { cmd = "message", channal = 1, to = other.Fd, data });

    private Task SendAsync(object message) =>
        host.Services.GetRequiredService<WebImCommands>().ExecuteAsync(client, JsonSerializer.SerializeToUtf8Bytes(message), CancellationToken.None);

    private static string DataOf(string message) => JsonSerializer.Deserialize<JsonElement>(message).GetProperty("data").GetString()!;

    private static List<string> Drain(WebImClient from)
    {
        var messages = new List<string>();
        while (from.TryTake(out var message)) messages.Add(message);
        return messages;
    }
}
