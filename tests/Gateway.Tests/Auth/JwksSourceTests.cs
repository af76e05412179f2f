using System.Net;
using System.Security.Cryptography;
using Microsoft.Extensions.Logging.Abstractions;
using Rooms.Gateway.Auth;
using Rooms.Testing;

namespace Rooms.Gateway.Tests.Auth;

public sealed class JwksSourceTests : IDisposable
{
    private readonly FakeTimeProvider time = new();
    private readonly ECDsa key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
    private readonly Server server = new();
    private readonly HttpClient http;
    private readonly JwksSource source;

    public JwksSourceTests()
    {
        http = new HttpClient(server) { MaxResponseContentBufferSize = JwksSource.MaxBytes };
        source = new JwksSource("shop", "https://keys.example/jwks", http, time, NullLogger.Instance);
    }

    public void Dispose()
    {
        http.Dispose();
        key.Dispose();
    }

    [Fact]
    public async Task GetAsync_KnownKey_IsFetchedOnce()
    {
        server.Body = Tokens.Jwks(key, "k1");

        for (var i = 0; i < 3; i++) Assert.True((await source.GetAsync("k1", default)).TryFind("k1", out _));

        Assert.Equal(1, server.Requests);
    }

    [Fact]
    public async Task GetAsync_UnknownKey_IsFetchedAgainOnlyAfterAMinute()
    {
        server.Body = Tokens.Jwks(key, "k1");
        await source.GetAsync("k2", default);
        await source.GetAsync("k2", default);
        server.Body = Tokens.Jwks(key, "k2");

        Assert.Equal(1, server.Requests);
        time.Advance(TimeSpan.FromMinutes(1));

        Assert.True((await source.GetAsync("k2", default)).TryFind("k2", out _));
        Assert.Equal(2, server.Requests);
    }

    // A stranger who names the app and resets the connection must not keep its people out for a minute.
    [Fact]
    public async Task GetAsync_FirstCallerGoesAway_TheOthersGetTheKeys()
    {
        var answer = new TaskCompletionSource();
        server.Body = Tokens.Jwks(key, "k1");
        server.Answer = answer.Task;
        using var connection = new CancellationTokenSource();
        var stranger = source.GetAsync("k9", connection.Token).AsTask();
        var customer = source.GetAsync("k1", default).AsTask();

        await connection.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => stranger);
        answer.SetResult();

        Assert.True((await customer).TryFind("k1", out _));
        Assert.True((await source.GetAsync("k1", default)).TryFind("k1", out _));
        Assert.Equal(1, server.Requests);
    }

    [Theory]
    [InlineData("this is no key set")]
    [InlineData("[]")]
    [InlineData("""{"keys": 5}""")]
    [InlineData("""{"keys": [null, {"kty": "RSA"}, {"kty": "EC", "crv": "P-256", "kid": "k2", "x": "AAAA", "y": "BBBB"}]}""")]
    public async Task GetAsync_AnswerWithoutUsableKeys_FindsNone(string body)
    {
        server.Body = body;

        Assert.False((await source.GetAsync("k2", default)).TryFind("k2", out _));
    }

    [Fact]
    public async Task GetAsync_AnswerTooLarge_KeepsTheKeysThereAre()
    {
        server.Body = Tokens.Jwks(key, "k1");
        await source.GetAsync("k1", default);
        server.Body = new string(' ', JwksSource.MaxBytes + 1);
        time.Advance(TimeSpan.FromMinutes(1));

        Assert.True((await source.GetAsync("k2", default)).TryFind("k1", out _));
    }

    [Fact]
    public async Task GetAsync_ServerFails_KeepsTheKeysThereAre()
    {
        server.Body = Tokens.Jwks(key, "k1");
        await source.GetAsync("k1", default);
        server.Status = HttpStatusCode.InternalServerError;
        time.Advance(TimeSpan.FromMinutes(1));

        Assert.True((await source.GetAsync("k2", default)).TryFind("k1", out _));
    }

    [Fact]
    public void Parse_PointOffTheCurve_IsLeftOut()
    {
        var x = System.Buffers.Text.Base64Url.EncodeToString(Enumerable.Repeat((byte)1, 32).ToArray());
        var set = JwkSet.Parse(System.Text.Encoding.UTF8.GetBytes($$"""{"keys": [{"kty": "EC", "crv": "P-256", "kid": "k1", "x": "{{x}}", "y": "{{x}}"}]}"""));

        Assert.False(set!.TryFind("k1", out _));
    }

    private sealed class Server : HttpMessageHandler
    {
        public int Requests { get; private set; }

        public string Body { get; set; } = "";

        public HttpStatusCode Status { get; set; } = HttpStatusCode.OK;

        /// <summary>Answers wait for it.</summary>
        public Task Answer { get; set; } = Task.CompletedTask;

        protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            Requests++;
            await Answer.WaitAsync(cancellationToken);
            return new HttpResponseMessage(Status) { Content = new StringContent(Body) };
        }
    }
}
