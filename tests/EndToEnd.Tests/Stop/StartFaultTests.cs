using System.Net;
using System.Net.Sockets;
using Rooms.EndToEnd.Tests.Tls;
using Rooms.Silo.Sqlite;

namespace Rooms.EndToEnd.Tests.Stop;

/// <summary>What prevents a start is one line with the key to change and an exit code of its own, and no stack trace (docs/operations.md, "Exit codes").</summary>
public sealed class StartFaultTests : IDisposable
{
    private const string Key = "a-key-of-the-start-tests-0123456789";
    private readonly string data = Directory.CreateTempSubdirectory("rooms-start-").FullName;

    public void Dispose() => Directory.Delete(data, recursive: true);

    [Fact]
    public async Task PortOfTheWebServer_IsInUse()
    {
        using var taken = Listen();

        AssertFault(await StartAsync("--urls", $"http://127.0.0.1:{PortOf(taken)}"), 3, $"{PortOf(taken)}", "--urls");
    }

    [Fact]
    public async Task PortOfRtmp_IsInUse()
    {
        using var taken = Listen();

        AssertFault(await StartAsync("--Rtmp:Address", "127.0.0.1", "--Rtmp:Port", $"{PortOf(taken)}"), 3, $"{PortOf(taken)}", "--Rtmp:Port");
    }

    [Fact]
    public async Task PortOfRtmps_IsInUse()
    {
        using var taken = Listen();
        using var files = new CertificateFiles();

        AssertFault(await StartAsync([.. files.Arguments, "--Rtmp:Address", "127.0.0.1", "--Rtmp:TlsPort", $"{PortOf(taken)}"]), 3, $"{PortOf(taken)}", "--Rtmp:TlsPort");
    }

    [Fact]
    public async Task Tls_PortsWithoutCertificate_AreNamedEach()
    {
        var ended = await StartAsync("--urls", "https://127.0.0.1:0", "--Rtmp:TlsPort", "1936");

        Assert.Equal((1, 2), (ended.ExitCode, ended.ErrorLines.Length));
        foreach (var key in new[] { "urls = 'https://127.0.0.1:0'", "Rtmp:TlsPort = '1936'" })
            Assert.Single(ended.ErrorLines, line => line.StartsWith($"Rooms cannot start: {key}: wanted Tls:Certificate", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("false", "", "Demo = 'false': wanted true")]
    [InlineData("true", "http://127.0.0.1:0", "Admin:Urls = 'http://127.0.0.1:0': wanted none")]
    public async Task Phone_NothingToInviteItTo_IsRefused(string demo, string adminUrls, string fault)
    {
        var ended = await StartAsync(
            "--Phone:Enabled", "true", "--Phone:Address", "127.0.0.2", "--urls", "http://127.0.0.1:0;https://127.0.0.2:0", "--Demo", demo, "--Admin:Urls", adminUrls);

        AssertFault(ended, 1, fault, "--phone");
        Assert.DoesNotContain("#phone=", ended.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task DataDirectory_AnotherServerHasIt()
    {
        await using var first = await RunningHost.StartAsync(data);

        AssertFault(await StartAsync(), 4, data, "--Data:Directory");

        Assert.Equal(HttpStatusCode.OK, (await first.Http.GetAsync("/health/ready")).StatusCode);
    }

    [Fact]
    public async Task DataDirectory_IsReadOnly()
    {
        await using var disk = await SmallDisk.InMemoryAsync("ro");

        AssertFault(await StartAsync("--Data:Directory", disk.Path), 5, disk.Path, "--Data:Directory");
        AssertFault(await StartAsync("--Data:Directory", disk.Path, "--Urls:PushKey", Key, "--Urls:PlayKey", Key), 5, disk.Path, "--Data:Directory");
    }

    [Fact]
    public async Task DataDirectory_IsAFile()
    {
        var file = Path.Combine(data, "file");
        File.WriteAllText(file, "");

        AssertFault(await StartAsync("--Data:Directory", file), 5, file, "--Data:Directory");
    }

    [Fact]
    public async Task DataDirectory_DiskIsFull()
    {
        await using var disk = await SmallDisk.InMemoryAsync("size=256k");
        disk.Fill();

        AssertFault(await StartAsync("--Data:Directory", disk.Path), 6, disk.Path, "--Data:Directory");
        AssertFault(await StartAsync("--Data:Directory", disk.Path, "--Urls:PushKey", Key, "--Urls:PlayKey", Key), 6, disk.Path, "--Data:Directory");
    }

    [Fact]
    public async Task SystemLibrary_IsMissing()
    {
        var library = Directory.GetDirectories("/usr/lib", "*-linux-gnu").Select(folder => Path.Combine(folder, "libsqlite3.so.0")).First(File.Exists);

        // In a mount namespace of its own the library is an empty file.
        var ended = await Ended.RunAsync(
            "unshare", ["--mount", "bash", "-c", "mount --bind /dev/null \"$0\" && exec \"$@\"", library, "dotnet", RunningHost.HostAssembly(), .. Arguments()]);

        AssertFault(ended, 7, "libsqlite3.so.0", "apt-get install libsqlite3-0");
    }

    [Fact]
    public async Task Data_OfANewerVersion()
    {
        await (await RunningHost.StartAsync(data)).DisposeAsync();
        using (var database = SqliteDatabase.OpenToWrite(Path.Combine(data, "rooms.db"))) database.Run("PRAGMA user_version=99");

        AssertFault(await StartAsync(), 8, "99", "run the newer program");
    }

    [Fact]
    public async Task Data_IsNoDatabase()
    {
        File.WriteAllText(Path.Combine(data, "rooms.db"), new string('x', 10_000));

        AssertFault(await StartAsync(), 9, "rooms.db", "restore");
    }

    [Fact]
    public async Task Configuration_ManyFaultsOfEveryPart_AreListedAtOnce()
    {
        var file = Path.Combine(data, "rooms.json");
        File.WriteAllText(file, """{"Rtmp": {"Port": 99999}, "Logging": {"LogLevel": {"Default": "Loud"}}, "Hls": {"TargetSeconds": 0}}""");

        var ended = await StartAsync(
            "--Config:File", file, "--Demo", "si", "--Shutdown:Grace", "long", "--Rooms:LiveGuests", "-1", "--Control:SecretFile", Path.Combine(data, "none"),
            "--Proxies:Trusted", "10.0.0.0/99", "--Rtmp:Port", "70000", "--Cors:Origins", "shop.example");

        Assert.Equal(1, ended.ExitCode);
        foreach (var fault in new[]
        {
            "Logging:LogLevel:Default = 'Loud': wanted one of", "Hls:TargetSeconds = '0': wanted a whole number from", "Demo = 'si': wanted true or false",
            "Shutdown:Grace = 'long': wanted a duration", "Rooms:LiveGuests = '-1': wanted a whole number from", "Control:SecretFile = '",
            "Proxies:Trusted = '10.0.0.0/99': wanted", "Rtmp:Port = '70000': wanted a whole number from",
            "Cors:Origins = 'shop.example': wanted * or origins",
        })
            Assert.Single(ended.ErrorLines, line => line.StartsWith($"Rooms cannot start: {fault}", StringComparison.Ordinal));
        Assert.DoesNotContain("   at ", ended.Output + ended.Errors, StringComparison.Ordinal);
    }

    private string[] Arguments(params string[] more) =>
    [
        "--Data:Directory", data, "--urls", "http://127.0.0.1:0", "--Rtmp:Port", "0", "--Admin:Secret", RunningHost.AdminSecret, .. more,
    ];

    // Later arguments win.
    private Task<Ended> StartAsync(params string[] more) => Ended.RunHostAsync(Arguments(more));

    private static void AssertFault(Ended ended, int exitCode, params string[] named)
    {
        var line = Assert.Single(ended.ErrorLines);
        Assert.StartsWith("Rooms cannot start: ", line, StringComparison.Ordinal);
        Assert.All(named, part => Assert.Contains(part, line, StringComparison.Ordinal));
        Assert.DoesNotContain("   at ", ended.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("Exception", ended.Output + line, StringComparison.Ordinal);
        Assert.Equal(exitCode, ended.ExitCode);
    }

    private static Socket Listen()
    {
        var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        socket.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        socket.Listen();
        return socket;
    }

    private static int PortOf(Socket socket) => ((IPEndPoint)socket.LocalEndPoint!).Port;
}
