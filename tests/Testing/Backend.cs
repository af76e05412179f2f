using System.Collections.Concurrent;
using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Rooms.Testing;

/// <summary>An app's own HTTP server: keeps every call in the order of arrival and answers as it is told, 200 at first.</summary>
public sealed class Backend : IAsyncDisposable
{
    private static readonly TimeSpan Deadline = TimeSpan.FromSeconds(60);

    private readonly WebApplication app;
    private readonly ConcurrentQueue<BackendCall> calls = new();
    private readonly SemaphoreSlim arrived = new(0);

    private Backend(WebApplication app) => this.app = app;

    public Uri Address => new(app.Urls.Single());

    public IReadOnlyCollection<BackendCall> Calls => calls;

    /// <summary>Called when the call has been kept.</summary>
    public Func<BackendCall, HttpContext, Task> Answer { get; set; } = (_, _) => Task.CompletedTask;

    public static async Task<Backend> StartAsync(int port = 0)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Services.AddTestLifetime();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls($"http://127.0.0.1:{port}");
        var backend = new Backend(builder.Build());
        backend.app.Run(backend.TakeAsync);
        await backend.app.StartAsync();
        return backend;
    }

    /// <summary>The first <paramref name="count"/> calls that <paramref name="filter"/> takes, once they are there.</summary>
    public async Task<IReadOnlyList<BackendCall>> WaitAsync(int count, Func<BackendCall, bool>? filter = null)
    {
        using var deadline = new CancellationTokenSource(Deadline);
        while (true)
        {
            var found = calls.Where(filter ?? (_ => true)).Take(count).ToList();
            if (found.Count == count) return found;
            try
            {
                await arrived.WaitAsync(deadline.Token);
            }
            catch (OperationCanceledException)
            {
                throw new TimeoutException($"{found.Count} of {count} calls came; all that came: {string.Join(", ", calls.Select(call => call.Id))}");
            }
        }
    }

    public async ValueTask DisposeAsync()
    {
        await app.DisposeAsync();
        arrived.Dispose();
    }

    private async Task TakeAsync(HttpContext context)
    {
        using var body = new MemoryStream();
        await context.Request.Body.CopyToAsync(body);
        var headers = context.Request.Headers.ToDictionary(header => header.Key, header => header.Value.ToString(), StringComparer.OrdinalIgnoreCase);
        var call = new BackendCall(context.Request.Path, headers, body.ToArray());
        calls.Enqueue(call);
        arrived.Release();
        await Answer(call, context);
    }

    /// <summary>Sets what every call is answered from now on.</summary>
    public void AnswerWith(HttpStatusCode status) => Answer = (_, context) =>
    {
        context.Response.StatusCode = (int)status;
        return Task.CompletedTask;
    };
}
