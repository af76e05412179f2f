using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Rooms.Contracts.Control;
using Rooms.Contracts.Urls;
using Rooms.MediaRelay.Control;
using Rooms.MediaRelay.Frames;
using Rooms.Testing;

namespace Rooms.MediaRelay.Tests.Web;

/// <summary>A media node on a port of its own, whose control plane allows everything.</summary>
internal sealed class PlayNode : IAsyncDisposable
{
    private const string PlayKey = "play-key";

    private readonly WebApplication app;

    private PlayNode(WebApplication app)
    {
        this.app = app;
        Base = new Uri(app.Urls.Single());
        Client = new HttpClient { BaseAddress = Base, Timeout = TimeSpan.FromSeconds(30) };
        app.Services.GetRequiredService<UrlAccess>().Replace(new UrlKeys(["push-key"], [PlayKey]));
    }

    public Uri Base { get; }

    public HttpClient Client { get; }

    public T Get<T>()
        where T : notnull => app.Services.GetRequiredService<T>();

    public static async Task<PlayNode> StartAsync(params (string Key, string Value)[] settings)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Services.AddTestLifetime();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Logging.ClearProviders();
        builder.Configuration.AddInMemoryCollection(settings.Append(("Rtmp:Port", "-1")).Select(s => KeyValuePair.Create(s.Item1, (string?)s.Item2)));
        builder.AddMediaRelay();
        var gate = new OpenGate();
        builder.Services.AddSingleton<IPublishGate>(gate).AddSingleton<IRelayReporter>(gate);
        var app = builder.Build();
        app.MapMediaRelay();
        await app.StartAsync();
        return new PlayNode(app);
    }

    public TestPublisher Publish(string streamId) => new(Get<LiveStreams>(), Get<FramePool>(), streamId);

    public static string Token(string streamId, int seconds = 60, string key = PlayKey, UrlAction action = UrlAction.Play) =>
        UrlToken.Mint(action, streamId, DateTimeOffset.UtcNow.AddSeconds(seconds), key);

    /// <summary>The path with a token for the stream.</summary>
    public static string Path(string streamId, string suffix) => $"/live/{streamId}{suffix}?token={Token(streamId)}";

    public Uri WebSocketUri(string streamId, string suffix) => new(new UriBuilder(Base) { Scheme = "ws" }.Uri, Path(streamId, suffix));

    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        await app.StopAsync();
        await app.DisposeAsync();
    }
}
