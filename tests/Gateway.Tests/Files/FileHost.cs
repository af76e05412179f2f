using System.Net;
using System.Net.Http.Headers;
using Microsoft.Extensions.DependencyInjection;
using Rooms.Contracts.Control;
using Rooms.Gateway.Tests.Support;
using Rooms.Silo;
using Rooms.Testing;

namespace Rooms.Gateway.Tests.Files;

/// <summary>The gateway over the real grains with files in a folder of its own, and a room of ann's.</summary>
public sealed class FileHost : IAsyncLifetime
{
    private readonly TemporaryDirectory directory = new();

    internal TimeProvider Time { get; init; } = TimeProvider.System;

    internal GatewayHost Host { get; private set; } = null!;

    internal string Ann { get; private set; } = "";

    internal string Room { get; private set; } = "";

    internal string Folder => Path.Combine(directory.Path, "files");

    public Task InitializeAsync() => StartAsync();

    internal async Task StartAsync(params (string Key, string? Value)[] settings)
    {
        Host = await GatewayHost.StartAsync(
            builder =>
            {
                builder.Services.AddSingleton(Time);
                builder.AddSilo();
                builder.Services.AddSingleton<ControlPipe>();
            },
            [.. Settings().Where(one => settings.All(other => other.Key != one.Key)), .. settings]);
        Ann = await Host.TokenAsync();
        Room = (await Host.PostAsync("/v1/rooms", Ann, new { scene = "live", name = "Ann's kitchen" })).Expect(HttpStatusCode.Created).Json.GetProperty("id").GetString()!;
    }

    private IEnumerable<(string Key, string? Value)> Settings() =>
        [("Data:Directory", directory.Path), ("FileStore:KeepFreeBytes", "0"), ("Limits:RequestsPerSecondPerUser", "100000")];

    public async Task DisposeAsync()
    {
        await Host.DisposeAsync();
        directory.Delete();
    }

    internal Task<Answer> SendAsync(byte[] bytes, string type = "image/png", string query = "", string? token = null, params (string Name, string Value)[] headers)
    {
        var content = new ByteArrayContent(bytes);
        content.Headers.ContentType = MediaTypeHeaderValue.Parse(type);
        return Host.SendAsync(HttpMethod.Post, $"/v1/rooms/{Room}/files{query}", token ?? Ann, content, headers);
    }

    internal Task<Answer> SendFormAsync(MultipartFormDataContent form) => Host.SendAsync(HttpMethod.Post, $"/v1/rooms/{Room}/files", Ann, form);

    /// <summary>A token of a user who is in the room.</summary>
    internal async Task<string> MemberAsync(string user)
    {
        var token = await Host.TokenAsync(user, "user");
        (await Host.PostAsync($"/v1/rooms/{Room}/members", token, null)).Expect(HttpStatusCode.Created);
        return token;
    }

    /// <summary>The files on disk, without notes; what is being received is none.</summary>
    internal string[] Kept() => Directory.Exists(Folder)
        ? [.. Directory.EnumerateFiles(Folder, "*", SearchOption.AllDirectories).Where(file => !file.EndsWith(".json", StringComparison.Ordinal))]
        : [];
}
