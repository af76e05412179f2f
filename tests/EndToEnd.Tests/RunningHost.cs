using System.Collections.Concurrent;
using System.Diagnostics;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Rooms.Testing;

namespace Rooms.EndToEnd.Tests;

/// <summary>
/// The whole server as a child process on free ports, with a data directory and an app <c>shop</c> of its own. Disposing ends the process;
/// the data directory goes only if this instance made it.
/// </summary>
public sealed class RunningHost : IAsyncDisposable
{
    public const string App = "shop";
    public const string AppSecret = "end-to-end-app-secret-0123456789abcdef";
    public const string AdminSecret = "end-to-end-admin-secret-0123456789abcd";
    public const string ControlSecret = "end-to-end-control-secret-0123456789ab";

    // Generous: a check machine may be building beside.
    private static readonly TimeSpan StartDeadline = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan BuildDeadline = TimeSpan.FromMinutes(5);
    private static readonly TimeSpan StopDeadline = TimeSpan.FromSeconds(30);
    private const int LinesKept = 200;
    private static readonly string[] OperatorRoles = ["operator"];

    private readonly Process process;
    private readonly ConcurrentQueue<string> output = new();
    private readonly TaskCompletionSource<Uri> ready = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly bool ownsData;
    private bool isDisposed;

    private RunningHost(Process process, string dataDirectory, bool ownsData)
    {
        this.process = process;
        this.ownsData = ownsData;
        DataDirectory = dataDirectory;
        process.OutputDataReceived += (_, line) => Keep(line.Data);
        process.ErrorDataReceived += (_, line) => Keep(line.Data);
    }

    /// <summary>Who signs the certificates of servers under TLS; no client here believes anybody else.</summary>
    public static TestAuthority Authority { get; } = new();

    /// <summary>The checkout.</summary>
    public static string Root { get; } = FindRoot();

    public string DataDirectory { get; }

    public Uri Address { get; private set; } = null!;

    public HttpClient Http { get; private set; } = null!;

    public int ProcessId => process.Id;

    public int ExitCode => process.ExitCode;

    /// <summary>The last lines that the server printed, for a test's message.</summary>
    public string Output => string.Join('\n', output);

    /// <summary>Starts <c>--role all</c> with free ports; <paramref name="arguments"/> are added and win.</summary>
    public static Task<RunningHost> StartAsync(string? dataDirectory = null, params string[] arguments) =>
        StartRoleAsync(dataDirectory,
        [
            "--urls", "http://127.0.0.1:0", "--Rtmp:Port", "0", $"--Apps:{App}:Secret", AppSecret, "--Admin:Secret", AdminSecret,
            "--Control:Secret", ControlSecret, .. arguments,
        ]);

    /// <summary><c>./rooms up</c>, on free ports; <paramref name="arguments"/> are added and win.</summary>
    public static Task<RunningHost> StartUpAsync(params string[] arguments) =>
        StartCommandAsync(null, [Path.Combine(Root, "rooms"), "up"], ["--urls", "http://127.0.0.1:0", "--Rtmp:Port", "0", .. arguments], BuildDeadline);

    /// <summary>Starts with nothing but the data directory and <paramref name="arguments"/>.</summary>
    public static Task<RunningHost> StartRoleAsync(string? dataDirectory, IEnumerable<string> arguments) =>
        StartCommandAsync(dataDirectory, ["dotnet", HostAssembly()], arguments, StartDeadline);

    private static async Task<RunningHost> StartCommandAsync(string? dataDirectory, IEnumerable<string> command, IEnumerable<string> arguments, TimeSpan deadline)
    {
        var data = dataDirectory ?? Directory.CreateTempSubdirectory("rooms-e2e-").FullName;
        var process = new Process { StartInfo = StartInfo(data, [.. command, "--Data:Directory", data, .. arguments]) };
        var host = new RunningHost(process, data, ownsData: dataDirectory is null);
        process.Start();
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        _ = host.WatchAsync();
        try
        {
            host.Address = await host.ready.Task.WaitAsync(deadline);
        }
        catch (TimeoutException)
        {
            await host.DisposeAsync();
            throw new TimeoutException($"No 'Rooms is ready' within {deadline}:\n{host.Output}");
        }
        host.Http = NewClient(host.Address);
        return host;
    }

    /// <summary>A client with a token of app <see cref="App"/>.</summary>
    public Task<HttpClient> ClientAsync(string user, params string[] roles) => SignInAsync(new { app = App, secret = AppSecret, user, roles });

    /// <summary>A client with an operator's token.</summary>
    public Task<HttpClient> OperatorAsync() => SignInAsync(new { secret = AdminSecret, user = "ops", roles = OperatorRoles });

    /// <summary>SIGKILL, as a power cut would: no farewell, no flush.</summary>
    public async Task KillAsync()
    {
        process.Kill();
        await process.WaitForExitAsync();
    }

    /// <summary>SIGTERM, and the exit code.</summary>
    public async Task<int> StopAsync()
    {
        Terminate();
        return await EndAsync();
    }

    /// <summary>SIGTERM, and no waiting.</summary>
    public void Terminate() => Signal.Send(process.Id, Signal.Terminate);

    /// <summary>Waits for the end of the process, and answers its exit code.</summary>
    public async Task<int> EndAsync()
    {
        await process.WaitForExitAsync().WaitAsync(StopDeadline);
        return process.ExitCode;
    }

    private static HttpClient NewClient(Uri address) =>
        new(new SocketsHttpHandler { SslOptions = { CertificateChainPolicy = Authority.Policy() } }) { BaseAddress = address };

    private async Task<HttpClient> SignInAsync(object credentials)
    {
        var answer = await Http.PostAsJsonAsync("/v1/tokens", credentials);
        answer.EnsureSuccessStatusCode();
        var token = (string?)(await answer.Content.ReadFromJsonAsync<JsonNode>())!["token"];
        var client = NewClient(Address);
        client.DefaultRequestHeaders.Authorization = new("Bearer", token);
        return client;
    }

    /// <summary>A second call does nothing.</summary>
    public async ValueTask DisposeAsync()
    {
        if (isDisposed) return;
        isDisposed = true;
        Http?.Dispose();
        if (!process.HasExited) await KillAsync();
        process.Dispose();
        if (ownsData) Directory.Delete(DataDirectory, recursive: true);
    }

    // WaitForExitAsync returns once both outputs are read to their end: the message has the server's last line.
    private async Task WatchAsync()
    {
        await process.WaitForExitAsync();
        ready.TrySetException(new InvalidOperationException($"The server ended with exit code {process.ExitCode} before it was ready:\n{Output}"));
    }

    private void Keep(string? line)
    {
        const string Ready = "Rooms is ready: ";
        if (line is null) return;
        output.Enqueue(line);
        while (output.Count > LinesKept) output.TryDequeue(out _);
        if (line.StartsWith(Ready, StringComparison.Ordinal)) ready.TrySetResult(new Uri(line[Ready.Length..]));
    }

    private static ProcessStartInfo StartInfo(string data, string[] command)
    {
        var start = new ProcessStartInfo(command[0]) { RedirectStandardOutput = true, RedirectStandardError = true, WorkingDirectory = data };
        foreach (var argument in command[1..]) start.ArgumentList.Add(argument);
        return start;
    }

    /// <summary>The host's own output folder: what `./rooms up` runs, not the copy beside the tests.</summary>
    internal static string HostAssembly()
    {
        var ours = new DirectoryInfo(AppContext.BaseDirectory);
        return Path.Combine(Root, "src", "Host", "bin", ours.Parent!.Parent!.Name, ours.Parent.Name, ours.Name, "Rooms.Host.dll");
    }

    private static string FindRoot()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "Rooms.sln"))) folder = folder.Parent;
        return folder?.FullName ?? throw new DirectoryNotFoundException("Rooms.sln was not found above the tests");
    }
}
