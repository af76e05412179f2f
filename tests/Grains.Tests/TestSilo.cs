using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Rooms.Contracts;
using Rooms.Contracts.Rooms;
using Rooms.Contracts.Users;
using Rooms.Silo;
using Rooms.Testing;

namespace Rooms.Grains.Tests;

/// <summary>A silo in this process with a directory of its own, which a second one may open after the first was disposed.</summary>
internal sealed class TestSilo : IAsyncDisposable
{
    private readonly WebApplication app;

    private TestSilo(WebApplication app) => this.app = app;

    public IGrainFactory Grains => app.Services.GetRequiredService<IGrainFactory>();

    public IServiceProvider Services => app.Services;

    public static async Task<TestSilo> StartAsync(string directory, Action<IServiceCollection>? configure = null, params (string Key, string Value)[] settings)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Services.AddTestLifetime();
        builder.Logging.ClearProviders();
        builder.Configuration.AddInMemoryCollection(settings.Append(("Data:Directory", directory)).Select(s => KeyValuePair.Create<string, string?>(s.Item1, s.Item2)));
        builder.AddSilo();
        // Later registrations win.
        configure?.Invoke(builder.Services);
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var app = builder.Build();
        await app.StartAsync();
        return new TestSilo(app);
    }

    public IRoomGrain Room(string id, string app = "shop") => Grains.GetGrain<IRoomGrain>(Ids.Key(app, id));

    public IUserGrain User(string id, string app = "shop") => Grains.GetGrain<IUserGrain>(Ids.Key(app, id));

    public async ValueTask DisposeAsync()
    {
        await app.StopAsync();
        await app.DisposeAsync();
    }
}
