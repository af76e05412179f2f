using System.Net;
using Microsoft.Extensions.DependencyInjection;
using Rooms.Contracts;
using Rooms.Gateway.Files;
using Rooms.Gateway.Tests.Support;
using Rooms.Testing;

namespace Rooms.Gateway.Tests.Files;

/// <summary>What an app may send and have, and what becomes of it; each on a server of its own.</summary>
public sealed class FileLimitsTests
{
    [Fact]
    public async Task Upload_OfATypeThatTheAppDoesNotTake_IsRefused()
    {
        await using var files = await StartAsync(("Files:Types:0", "image/png"), ("Files:Types:1", "application/pdf"));

        (await files.Scene.SendAsync(SampleFiles.Gif, "image/gif")).AssertProblem(HttpStatusCode.UnsupportedMediaType, ErrorCodes.FileTypeRefused);
        (await files.Scene.SendAsync(SampleFiles.Pdf, "application/pdf")).Expect(HttpStatusCode.Created);
    }

    [Fact]
    public async Task Upload_LimitOfTheAppItself_BeatsEverybodys()
    {
        await using var files = await StartAsync(("Files:MaxBytes", "10"), ("Apps:shop:Files:MaxBytes", "1000"));

        (await files.Scene.SendAsync(SampleFiles.Png)).Expect(HttpStatusCode.Created);
        (await files.Scene.SendAsync(SampleFiles.Large(1001), "image/gif")).AssertProblem(HttpStatusCode.RequestEntityTooLarge, ErrorCodes.FileTooLarge);
    }

    [Theory]
    [InlineData("Files:MaxStoredBytes")]
    [InlineData("Files:MaxBytesPerDay")]
    public async Task Upload_OverTheAppsBytes_IsRefusedByName(string quota)
    {
        await using var files = await StartAsync((quota, "1000"));
        (await files.Scene.SendAsync(SampleFiles.Large(600), "image/gif")).Expect(HttpStatusCode.Created);

        var refused = await files.Scene.SendAsync(SampleFiles.Large(600), "image/gif");

        refused.AssertProblem(HttpStatusCode.Conflict, ErrorCodes.QuotaFiles);
        Assert.Contains(quota, refused.Detail, StringComparison.Ordinal);
        Assert.Single(files.Scene.Kept());
    }

    [Fact]
    public async Task Remove_MakesRoomOnDisk_ButNotInTheDay()
    {
        await using var files = await StartAsync(("Files:MaxStoredBytes", "1000"), ("Files:MaxBytesPerDay", "1500"));
        await files.Scene.SendAsync(SampleFiles.Large(600), "image/gif");
        await files.RemoveAllAsync();
        (await files.Scene.SendAsync(SampleFiles.Large(600), "image/gif")).Expect(HttpStatusCode.Created);
        await files.RemoveAllAsync();

        Assert.Contains("MaxBytesPerDay", (await files.Scene.SendAsync(SampleFiles.Large(600), "image/gif")).Detail, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Restart_CountsWhatIsOnDisk()
    {
        await using var files = await StartAsync(("Files:MaxStoredBytes", "1000"));
        await files.Scene.SendAsync(SampleFiles.Large(600), "image/gif");

        files.Scene.Host.Services.GetRequiredService<StoredBytes>().Forget("shop");

        (await files.Scene.SendAsync(SampleFiles.Large(600), "image/gif")).AssertProblem(HttpStatusCode.Conflict, ErrorCodes.QuotaFiles);
    }

    [Fact]
    public async Task Upload_DiskIsAsFullAsItMayBe_IsRefusedByName()
    {
        await using var files = await StartAsync(("FileStore:KeepFreeBytes", $"{long.MaxValue}"));

        (await files.Scene.SendAsync(SampleFiles.Png)).AssertProblem(HttpStatusCode.ServiceUnavailable, ErrorCodes.NodeUnavailable);
    }

    [Fact]
    public async Task Upload_MoreAtOnceThanMayBe_IsRefused_AndASlowOneEndsInItsTime()
    {
        var time = new FakeTimeProvider();
        await using var files = await StartAsync(time, ("FileStore:Uploads", "1"), ("FileStore:UploadTime", "00:01:00"));

        using var slow = await SlowUpload.BeginAsync(files.Scene.Host.Address, $"/v1/rooms/{files.Scene.Room}/files", files.Scene.Ann);
        var second = await files.Scene.SendAsync(SampleFiles.Png);
        time.Advance(TimeSpan.FromMinutes(1));
        var ended = await slow.AnswerAsync().WaitAsync(Deadline.Generous);

        second.AssertProblem(HttpStatusCode.TooManyRequests, ErrorCodes.RateLimited);
        Assert.StartsWith("HTTP/1.1 400 ", ended, StringComparison.Ordinal);
        Assert.Empty(files.Scene.Kept());
    }

    [Fact]
    public async Task Sweep_RoomIsGone_RemovesItsFilesAndNoOthers()
    {
        await using var files = await StartAsync();
        await files.Scene.SendAsync(SampleFiles.Png);
        var gone = Path.Combine(files.Scene.Folder, "shop", "gone");
        Directory.CreateDirectory(gone);
        File.WriteAllBytes(Path.Combine(gone, "abc"), SampleFiles.Png);

        var removed = await files.Scene.Host.Services.GetRequiredService<FileSweep>().RunAsync(CancellationToken.None);

        Assert.Equal(1, removed);
        Assert.False(Directory.Exists(gone));
        Assert.Contains(files.Scene.Room, Assert.Single(files.Scene.Kept()), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Files:Types:0", "text/html")]
    [InlineData("Files:MaxBytes", "0")]
    [InlineData("FileStore:LinkLifetime", "00:00:00")]
    public void Start_WrongKey_IsToldByName(string key, string value)
    {
        var app = GatewayHost.Build(null, (key, value));

        var fault = Assert.ThrowsAny<Exception>(() => app.Services.GetRequiredService<Microsoft.Extensions.Options.IStartupValidator>().Validate());

        Assert.Contains(key.Replace(":0", "", StringComparison.Ordinal), fault.ToString(), StringComparison.Ordinal);
    }

    private static Task<Running> StartAsync(params (string Key, string? Value)[] settings) => StartAsync(TimeProvider.System, settings);

    private static async Task<Running> StartAsync(TimeProvider time, params (string Key, string? Value)[] settings)
    {
        var scene = new FileHost { Time = time };
        await scene.StartAsync(settings);
        return new Running(scene);
    }

    private sealed record Running(FileHost Scene) : IAsyncDisposable
    {
        public async Task RemoveAllAsync()
        {
            foreach (var file in Scene.Kept())
                (await Scene.Host.SendAsync(HttpMethod.Delete, $"/v1/rooms/{Scene.Room}/files/{Path.GetFileName(file)}", Scene.Ann)).Expect(HttpStatusCode.NoContent);
        }

        public async ValueTask DisposeAsync() => await Scene.DisposeAsync();
    }
}
