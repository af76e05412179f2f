using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Rooms.Contracts.Control;
using Rooms.Gateway;
using Rooms.MediaRelay;
using Rooms.Silo;
using Rooms.Testing;

namespace Rooms.EndToEnd.Tests.Tenants;

/// <summary>Every role in this process, as <c>--role all</c> puts them together: here the test can ask for the list of endpoints.</summary>
internal sealed class TenantServer : IAsyncDisposable
{
    private readonly WebApplication app;
    private readonly string data;

    private TenantServer(WebApplication app, string data) => (this.app, this.data) = (app, data);

    public Uri Address => new(app.Urls.Single());

    /// <summary>Method and pattern of every route.</summary>
    public IEnumerable<(string Method, string Pattern)> Endpoints =>
        from source in app.Services.GetServices<EndpointDataSource>()
        from endpoint in source.Endpoints.OfType<RouteEndpoint>()
        from method in endpoint.Metadata.GetMetadata<IHttpMethodMetadata>()?.HttpMethods ?? ["GET"]
        select (method, $"/{endpoint.RoutePattern.RawText!.Trim('/')}");

    public static async Task<TenantServer> StartAsync(params (string Key, string Value)[] settings)
    {
        var data = Directory.CreateTempSubdirectory("rooms-tenants-").FullName;
        var builder = WebApplication.CreateBuilder(new WebApplicationOptions { ContentRootPath = data });
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Configuration.AddInMemoryCollection(settings.Append(("Data:Directory", data)).Append(("Rtmp:Port", "0"))
            .Select(setting => KeyValuePair.Create(setting.Item1, (string?)setting.Item2)));
        builder.AddSilo().AddGateway().AddMediaRelay();
        builder.Services.AddSingleton<ControlPipe>();
        builder.Services.AddTestLifetime();
        var app = builder.Build();
        app.MapGateway().MapMediaRelay();
        await app.StartAsync();
        await app.WaitForLocalNodeAsync();
        return new TenantServer(app, data);
    }

    public async ValueTask DisposeAsync()
    {
        await app.StopAsync();
        await app.DisposeAsync();
        Directory.Delete(data, recursive: true);
    }
}
