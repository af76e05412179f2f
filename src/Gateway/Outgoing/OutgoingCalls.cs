using System.Diagnostics;
using System.Net.Http.Headers;
using System.Net.Sockets;

namespace Rooms.Gateway.Outgoing;

/// <summary>
/// Posts JSON to addresses that a configuration names: to public addresses or listed networks only, redirects not followed, no proxy of the environment, a
/// bound for the answer and a deadline for all of it. Never throws but for the caller's own cancellation. Any thread.
/// </summary>
internal sealed class OutgoingCalls : IDisposable
{
    private const int MaxAnswerBytes = 16 * 1024;
    private const int MaxHeaderKilobytes = 16;

    // Six hooks with 64 questions each and as many webhooks: a scanner that takes its time must not keep a message's question waiting.
    private const int MaxConnectionsPerServer = 7 * 64;

    private readonly TimeProvider time;
    private readonly HttpClient http;

    public OutgoingCalls(GuardedConnections connections, TimeProvider time)
    {
        this.time = time;
        http = new HttpClient(new SocketsHttpHandler
        {
            ConnectCallback = connections.ConnectAsync,
            AllowAutoRedirect = false,
            // A proxy would resolve the name itself.
            UseProxy = false,
            UseCookies = false,
            // Our traces are not the backend's to read.
            ActivityHeadersPropagator = DistributedContextPropagator.CreateNoOutputPropagator(),
            MaxResponseHeadersLength = MaxHeaderKilobytes,
            MaxConnectionsPerServer = MaxConnectionsPerServer,
            // Names move: so often they are resolved anew.
            PooledConnectionLifetime = TimeSpan.FromMinutes(2),
        })
        {
            Timeout = Timeout.InfiniteTimeSpan,
        };
    }

    public async Task<OutgoingAnswer> PostAsync(Uri target, string id, IReadOnlyList<string> secrets, ReadOnlyMemory<byte> body, TimeSpan wait, CancellationToken cancellation)
    {
        using var deadline = new CancellationTokenSource(wait, time);
        using var both = CancellationTokenSource.CreateLinkedTokenSource(cancellation, deadline.Token);
        using var request = new HttpRequestMessage(HttpMethod.Post, target) { Content = new ReadOnlyMemoryContent(body) };
        request.Content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
        CallSignature.AddTo(request, secrets, id, time.GetUtcNow(), body);
        try
        {
            using var response = await http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, both.Token);
            return new OutgoingAnswer((int)response.StatusCode, await ReadAsync(response.Content, both.Token), null);
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
            return OutgoingAnswer.Failed($"no answer within {wait.TotalSeconds} s");
        }
        catch (Exception e) when (e is HttpRequestException or IOException or SocketException)
        {
            return OutgoingAnswer.Failed(Innermost(e).Message);
        }
    }

    public void Dispose() => http.Dispose();

    /// <summary>At most <see cref="MaxAnswerBytes"/>; the connection of a longer one is given up with the response.</summary>
    private static async Task<ReadOnlyMemory<byte>> ReadAsync(HttpContent content, CancellationToken cancellation)
    {
        await using var stream = await content.ReadAsStreamAsync(cancellation);
        var buffer = new byte[MaxAnswerBytes];
        var read = await stream.ReadAtLeastAsync(buffer, MaxAnswerBytes, throwOnEndOfStream: false, cancellation);
        return buffer.AsMemory(0, read);
    }

    // The outer ones say that an error occurred.
    private static Exception Innermost(Exception e) => e.InnerException is { } inner ? Innermost(inner) : e;
}
