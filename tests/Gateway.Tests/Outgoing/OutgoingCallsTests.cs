using System.Net;
using System.Net.Sockets;
using System.Text;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Options;
using Rooms.Gateway.Outgoing;
using Rooms.Testing;

namespace Rooms.Gateway.Tests.Outgoing;

public sealed class OutgoingCallsTests : IAsyncLifetime
{
    private const string Secret = "the backend's secret";
    private static readonly TimeSpan Generous = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan Short = TimeSpan.FromMilliseconds(200);

    private Backend backend = null!;
    private OutgoingCalls calls = null!;

    public async Task InitializeAsync()
    {
        backend = await Backend.StartAsync();
        calls = Make("127.0.0.0/8");
    }

    public async Task DisposeAsync()
    {
        calls.Dispose();
        await backend.DisposeAsync();
    }

    [Fact]
    public async Task Post_AnswersStatusAndBody_AndIsSigned()
    {
        backend.Answer = (_, context) => context.Response.WriteAsync("thanks");

        var answer = await PostAsync(backend.Address);

        Assert.Equal((200, "thanks", ""), (answer.Status, Encoding.UTF8.GetString(answer.Body.Span), answer.Error));
        var call = Assert.Single(backend.Calls);
        Assert.True(call.IsSignedWith(Secret));
        Assert.False(call.IsSignedWith("another"));
        Assert.Equal("application/json", call.Headers["Content-Type"]);
        Assert.DoesNotContain("traceparent", call.Headers.Keys);
    }

    [Fact]
    public async Task Post_Redirect_IsNotFollowed()
    {
        backend.Answer = (_, context) =>
        {
            context.Response.Redirect(new Uri(backend.Address, "/inside").ToString());
            return Task.CompletedTask;
        };

        var answer = await PostAsync(backend.Address);

        Assert.Equal(302, answer.Status);
        Assert.Equal("/", Assert.Single(backend.Calls).Path);
    }

    [Fact]
    public async Task Post_AnswerOfTenMegabytes_IsReadToItsBoundOnly()
    {
        backend.Answer = async (_, context) =>
        {
            var block = new byte[64 * 1024];
            for (var i = 0; i < 160; i++) await context.Response.Body.WriteAsync(block, context.RequestAborted);
        };

        var answer = await PostAsync(backend.Address);

        Assert.Equal((200, 16 * 1024), (answer.Status, answer.Body.Length));
    }

    [Fact]
    public async Task Post_ToABackendThatHangs_EndsAtTheDeadline()
    {
        backend.Answer = (_, context) => Task.Delay(Generous, context.RequestAborted);

        var answer = await PostAsync(backend.Address, Short);

        Assert.StartsWith("no answer within", answer.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Post_ToABackendThatHangsInItsBody_EndsAtTheDeadline()
    {
        backend.Answer = async (_, context) =>
        {
            await context.Response.WriteAsync("{");
            await context.Response.Body.FlushAsync();
            await Task.Delay(Generous, context.RequestAborted);
        };

        Assert.StartsWith("no answer within", (await PostAsync(backend.Address, Short)).Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Post_ToWhatSpeaksNoHttp_IsAFault()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        var speaking = SpeakAsync(listener);

        var answer = await PostAsync(new Uri($"http://{listener.LocalEndpoint}/"));

        Assert.Equal(0, answer.Status);
        Assert.NotEmpty(answer.Error);
        await speaking;
    }

    [Fact]
    public async Task Post_ToNobody_IsAFault()
    {
        var port = FreePort.Find();

        Assert.NotEmpty((await PostAsync(new Uri($"http://127.0.0.1:{port}/"))).Error);
    }

    // Names and spellings of this machine: what is looked at is the address that is connected to.
    [Theory]
    [InlineData("localhost")]
    [InlineData("127.0.0.1")]
    [InlineData("127.1")]
    [InlineData("2130706433")]
    [InlineData("0x7f.0.0.1")]
    [InlineData("0177.0.0.1")]
    [InlineData("0.0.0.0")]
    [InlineData("[::1]")]
    [InlineData("[::ffff:127.0.0.1]")]
    [InlineData("[::ffff:7f00:1]")]
    [InlineData("[64:ff9b::7f00:1]")]
    [InlineData("[::]")]
    public async Task Post_ToAnAddressThatIsNotListed_IsRefused_BeforeAnythingIsSent(string host)
    {
        using var guarded = Make();

        var answer = await PostAsync(new Uri($"http://{host}:{backend.Address.Port}/"), with: guarded);

        Assert.Equal((0, GuardedConnections.Refused), (answer.Status, answer.Error));
        Assert.Empty(backend.Calls);
    }

    [Fact]
    public async Task Post_CallerGivesUp_Throws()
    {
        using var stop = new CancellationTokenSource();
        backend.Answer = async (_, context) =>
        {
            await stop.CancelAsync();
            await Task.Delay(Generous, context.RequestAborted);
        };

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => calls.PostAsync(backend.Address, "e1", [Secret], "{}"u8.ToArray(), Generous, stop.Token));
    }

    private Task<OutgoingAnswer> PostAsync(Uri target, TimeSpan? wait = null, OutgoingCalls? with = null) =>
        (with ?? calls).PostAsync(target, "e1", [Secret], """{"a":1}"""u8.ToArray(), wait ?? Generous, CancellationToken.None);

    private static OutgoingCalls Make(params string[] allowed) =>
        new(new GuardedConnections(new AddressGuard(Options.Create(new OutgoingOptions { AllowedNetworks = allowed }))), TimeProvider.System);

    private static async Task SpeakAsync(TcpListener listener)
    {
        using var client = await listener.AcceptTcpClientAsync();
        await client.GetStream().WriteAsync("220 mail.example ESMTP\r\n"u8.ToArray());
    }
}
