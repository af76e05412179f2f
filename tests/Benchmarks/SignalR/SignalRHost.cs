using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.SignalR;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Rooms.Benchmarks.SignalR;

/// <summary>
/// A peer of `bench push`, as its documentation shows it: one hub, JSON protocol, a backend's HTTP request is sent to all clients. This program starts
/// itself as a child with <c>signalr PORT</c>.
/// </summary>
internal static class SignalRHost
{
    public const string Command = "signalr";
    public const string Ready = "SignalR is ready";
    public const string Hub = "/hub";
    public const string Publish = "/publish";

    public static async Task<int> RunAsync(int port)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls($"http://127.0.0.1:{port}");
        // The load's clients say nothing once they are connected.
        builder.Services.AddSignalR(hub => hub.ClientTimeoutInterval = TimeSpan.FromHours(1));
        await using var app = builder.Build();
        app.MapHub<BroadcastHub>(Hub);
        app.MapPost(Publish, PublishAsync);
        await app.StartAsync();
        Console.WriteLine(Ready);
        await app.WaitForShutdownAsync();
        return 0;
    }

    private static async Task PublishAsync(HttpContext context)
    {
        using var reader = new StreamReader(context.Request.Body);
        var text = await reader.ReadToEndAsync(context.RequestAborted);
        await context.RequestServices.GetRequiredService<IHubContext<BroadcastHub>>().Clients.All.SendAsync("message", text, context.RequestAborted);
        context.Response.StatusCode = StatusCodes.Status204NoContent;
    }
}
