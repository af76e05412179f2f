using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.FileProviders;
using Microsoft.Extensions.Logging;
using Rooms.Testing;

namespace Rooms.EndToEnd.Tests.Browser;

/// <summary>Serves <c>browser-clients/</c> on a port, and so an origin, of its own.</summary>
internal sealed class ClientPages : IAsyncDisposable
{
    private readonly WebApplication app;

    private ClientPages(WebApplication app) => this.app = app;

    public string Origin => app.Urls.Single();

    public static async Task<ClientPages> StartAsync()
    {
        var folder = Path.Combine(RunningHost.Root, "tests", "EndToEnd.Tests", "browser-clients");
        if (!Directory.Exists(Path.Combine(folder, "node_modules"))) await Tool.RunAsync(TimeSpan.FromMinutes(3), "npm", "ci", "--prefix", folder, "--no-audit", "--no-fund");
        var builder = WebApplication.CreateSlimBuilder();
        builder.Services.AddTestLifetime();
        builder.Logging.ClearProviders();
        var app = builder.Build();
        app.Urls.Add("http://127.0.0.1:0");
        app.UseStaticFiles(new StaticFileOptions { FileProvider = new PhysicalFileProvider(folder) });
        await app.StartAsync();
        return new ClientPages(app);
    }

    public ValueTask DisposeAsync() => app.DisposeAsync();
}
