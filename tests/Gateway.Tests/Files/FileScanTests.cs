using System.Net;
using System.Security.Cryptography;
using Microsoft.AspNetCore.Http;
using Rooms.Contracts;
using Rooms.Testing;

namespace Rooms.Gateway.Tests.Files;

/// <summary>The app's scanner is asked before a file is kept.</summary>
public sealed class FileScanTests : IAsyncLifetime
{
    private const string Secret = "the scanner's secret";

    private readonly FileHost files = new();
    private Backend scanner = null!;
    private byte[] scanned = [];

    public async Task InitializeAsync()
    {
        scanner = await Backend.StartAsync();
        await files.StartAsync(
            ("Apps:shop:Hooks:BeforeFile:Url", scanner.Address.ToString()), ("Apps:shop:Webhooks:Secret", Secret), ("Webhooks:AllowedNetworks", "127.0.0.0/8"));
    }

    public async Task DisposeAsync()
    {
        await files.DisposeAsync();
        await scanner.DisposeAsync();
    }

    [Fact]
    public async Task Upload_ScannerAllows_IsKept_AfterASignedQuestionWithAllOfIt()
    {
        scanner.Answer = async (call, context) =>
        {
            scanned = await files.Host.Client.GetByteArrayAsync((string)call.Json["data"]!["path"]!);
            await context.Response.WriteAsync("""{"allow": true}""");
        };

        var kept = (await files.SendAsync(SampleFiles.Png, query: "?name=pan.png")).Expect(HttpStatusCode.Created).Json;

        var asked = Assert.Single(scanner.Calls);
        var data = asked.Json["data"]!;
        Assert.True(asked.IsSignedWith(Secret));
        Assert.Equal(("before-file", files.Room, "ann"), ((string?)asked.Json["hook"], (string?)asked.Json["room"], (string?)asked.Json["user"]));
        Assert.Equal((kept.GetProperty("fileId").GetString(), "pan.png", "image/png", SampleFiles.Png.Length), ((string?)data["fileId"], (string?)data["name"], (string?)data["type"], (int)data["size"]!));
        Assert.Equal(Convert.ToHexStringLower(SHA256.HashData(SampleFiles.Png)), (string?)data["sha256"]);
        Assert.Equal(SampleFiles.Png, scanned);
    }

    [Fact]
    public async Task Upload_ScannerRefuses_IsRefusedWithTheReason_AndNothingIsLeft()
    {
        scanner.Answer = (_, context) => context.Response.WriteAsync("""{"allow": false, "reason": "Win.Test.EICAR"}""");

        var answer = await files.SendAsync(SampleFiles.Png);

        answer.AssertProblem(HttpStatusCode.UnprocessableEntity, ErrorCodes.FileRefused);
        Assert.Equal("Win.Test.EICAR", answer.Detail);
        Assert.Empty(files.Kept());
        using var gone = await files.Host.Client.GetAsync((string)scanner.Calls.Single().Json["data"]!["path"]!);
        Assert.Equal(HttpStatusCode.NotFound, gone.StatusCode);
    }

    // What nobody looked at is not taken, unless the app says otherwise.
    [Fact]
    public async Task Upload_ScannerFails_IsRefused()
    {
        scanner.AnswerWith(HttpStatusCode.InternalServerError);

        (await files.SendAsync(SampleFiles.Png)).AssertProblem(HttpStatusCode.UnprocessableEntity, ErrorCodes.FileRefused);

        Assert.Empty(files.Kept());
    }

    [Fact]
    public async Task Upload_ScannerNeverAnswers_IsRefusedInItsTime_AndTheQuotaIsGivenBack()
    {
        await using var hasty = new Hasty(scanner.Address, Secret);
        await hasty.Files.StartAsync(hasty.Settings);
        scanner.Answer = (_, context) => Task.Delay(Timeout.Infinite, context.RequestAborted).ContinueWith(_ => { }, TaskScheduler.Default);

        (await hasty.Files.SendAsync(SampleFiles.Large(600), "image/gif")).AssertProblem(HttpStatusCode.UnprocessableEntity, ErrorCodes.FileRefused);

        scanner.Answer = (_, context) => context.Response.WriteAsync("""{"allow": true}""");
        (await hasty.Files.SendAsync(SampleFiles.Large(600), "image/gif")).Expect(HttpStatusCode.Created);
    }

    [Theory]
    [InlineData("0123456789abcdef0123456789abcdef")]
    [InlineData("rooms.db")]
    public async Task Incoming_WithoutItsSignature_IsRefused(string name) =>
        (await files.Host.GetAsync($"/v1/files/incoming/{name}?token=ffffffff.AAAAAAAAAAAAAAAAAAAAAA")).AssertProblem(HttpStatusCode.Forbidden, ErrorCodes.SignatureInvalid);

    [Fact]
    public async Task Upload_RepeatedUnderItsKey_IsScannedOnce()
    {
        scanner.Answer = (_, context) => context.Response.WriteAsync("""{"allow": true}""");
        var key = ("Idempotency-Key", "once");

        (await files.SendAsync(SampleFiles.Png, headers: key)).Expect(HttpStatusCode.Created);
        (await files.SendAsync(SampleFiles.Png, headers: key)).Expect(HttpStatusCode.Created);

        Assert.Single(scanner.Calls);
    }

    /// <summary>A server that gives the scanner 0.2 s and has room for one file of 600 bytes.</summary>
    private sealed class Hasty(Uri scanner, string secret) : IAsyncDisposable
    {
        public FileHost Files { get; } = new();

        public (string, string?)[] Settings =>
        [
            ("Apps:shop:Hooks:BeforeFile:Url", scanner.ToString()), ("Apps:shop:Hooks:BeforeFile:TimeoutMilliseconds", "200"), ("Apps:shop:Webhooks:Secret", secret),
            ("Webhooks:AllowedNetworks", "127.0.0.0/8"), ("Files:MaxStoredBytes", "1000"),
        ];

        public async ValueTask DisposeAsync() => await Files.DisposeAsync();
    }
}
