using System.Collections.Concurrent;
using System.Text;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Options;

namespace Rooms.Gateway.Compat.WebIm;

/// <summary>
/// webim without WebSocket: POST of a form, one message a poll. The generation of 2017 routes by the field <c>type</c> and names its session in a field
/// (Swoole's CometServer.php); that of 2019 routes by path and names it in the cookie <c>session_key</c> (src/Server.php).
/// </summary>
internal sealed class WebImComet(WebImHub hub, WebImCommands commands, IOptions<WebImOptions> options, TimeProvider time)
{
    public const string Cookie = "session_key";

    // Before the client's own 80 s.
    private static readonly TimeSpan LongestPoll = TimeSpan.FromSeconds(50);

    private readonly ConcurrentDictionary<string, CometSession> sessions = new(StringComparer.Ordinal);

    /// <summary>A poll of this session goes on.</summary>
    public bool IsPolled(string id) => Find(id)?.IsWaiting == true;

    /// <summary>2017.</summary>
    public Task AnswerAsync(HttpContext context, IFormCollection form, CancellationToken stopping)
    {
        var session = Find(form["session_id"]);
        switch (form["type"].ToString())
        {
            case "connect":
                return Connect(context) is { } made ? WriteAsync(context, $$"""{"success":1,"session_id":"{{made.Id}}"}""") : RefuseAsync(context);
            case "pub":
                return session is null or { Client.IsClosed: true } ? DenyAsync(context) : PublishAsync(context, session, form, """{"success":1}""", stopping);
            case "sub":
                return session is null ? DenyAsync(context) : PollAsync(context, session, LongestPoll, "1", """{"success":0,"text":"timeout"}""", stopping);
            default:
                return PageAsync(context, StatusCodes.Status404NotFound, "<h1>Channel Not Found</h1>");
        }
    }

    /// <summary>2019. <paramref name="action"/>: connect, pub or sub.</summary>
    public Task AnswerAsync(HttpContext context, string action, IFormCollection form, CancellationToken stopping)
    {
        var session = Find(context.Request.Cookies[Cookie]);
        switch (action)
        {
            case "connect":
                return ConnectAsync(context, session);
            case "pub":
                return session is null or { Client.IsClosed: true } ? DenyAsync(context) : PublishAsync(context, session, form, """{"success":true}""", stopping);
            case "sub":
                return session is null ? DenyAsync(context) : PollAsync(context, session, TimeOf(context, form), "true", """{"success":false}""", stopping);
            default:
                return PageAsync(context, StatusCodes.Status404NotFound, "<h1>Channel Not Found</h1>");
        }
    }

    /// <summary>Ends the sessions that nobody polls.</summary>
    public void Sweep()
    {
        foreach (var (_, session) in sessions)
            if (!session.IsWaiting && time.GetElapsedTime(session.PolledAt) > options.Value.CometIdleTime) End(session);
    }

    /// <summary>Null: no session of this server.</summary>
    public WebImClient? ClientOf(string? id) => Find(id)?.Client;

    public static Task DenyAsync(HttpContext context) => PageAsync(context, StatusCodes.Status403Forbidden, "<h1>Access Deny.</h1>");

    private CometSession? Find(string? id) => id is { Length: 32 } && sessions.TryGetValue(id, out var session) ? session : null;

    private CometSession? Connect(HttpContext context)
    {
        if (hub.Enter(WebImHub.NewWord, WebImOrigin.Of(context, WebImOrigin.Poll, time)) is not { } client) return null;
        var session = new CometSession(client, time.GetTimestamp());
        sessions[session.Id] = session;
        return session;
    }

    // A cookie that this server did not make is nobody's session: it makes another.
    private Task ConnectAsync(HttpContext context, CometSession? session)
    {
        session ??= Connect(context);
        if (session is null) return RefuseAsync(context);
        context.Response.Cookies.Append(Cookie, session.Id, new CookieOptions { Path = "/", HttpOnly = true, SameSite = SameSiteMode.Lax });
        return WriteAsync(context, """{"success":true}""");
    }

    private void End(CometSession session)
    {
        sessions.TryRemove(session.Id, out _);
        hub.Leave(session.Client);
    }

    // The answer goes first, as there; the command runs to its end though the client may be gone.
    private async Task PublishAsync(HttpContext context, CometSession session, IFormCollection form, string answer, CancellationToken stopping)
    {
        if (!session.TryReserve())
        {
            await WriteAsync(context, """{"success":0,"text":"too many messages wait"}""");
            return;
        }
        var message = Encoding.UTF8.GetBytes(form["message"].ToString());
        session.PolledAt = time.GetTimestamp();
        try
        {
            await WriteAsync(context, answer);
            await context.Response.CompleteAsync();
        }
        finally
        {
            await session.RunAsync(() => commands.ExecuteAsync(session.Client, message, stopping));
        }
    }

    private async Task PollAsync(HttpContext context, CometSession session, TimeSpan longest, string success, string nothing, CancellationToken stopping)
    {
        var mine = session.BeginPoll();
        using var over = new CancellationTokenSource(longest, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(over.Token, context.RequestAborted, stopping);
        try
        {
            var isThere = session.Client.WaitAsync(either.Token).AsTask();
            await Task.WhenAny(isThere, mine.Task);
            if (mine.Task.IsCompleted) await WriteAsync(context, nothing);
            else if (!await isThere) await DenyEndedAsync(context, session);
            else if (session.Client.TryTake(out var message)) await WriteAsync(context, $$"""{"success":{{success}},"data":{{Quote(message)}}}""");
            else await WriteAsync(context, nothing);
        }
        catch (OperationCanceledException)
        {
            // A connection that closes while it polls is a client that leaves.
            if (context.RequestAborted.IsCancellationRequested) End(session);
            else await WriteAsync(context, nothing);
        }
        finally
        {
            session.EndPoll(mine, time.GetTimestamp());
            await either.CancelAsync();
        }
    }

    private Task DenyEndedAsync(HttpContext context, CometSession session)
    {
        End(session);
        return DenyAsync(context);
    }

    private static TimeSpan TimeOf(HttpContext context, IFormCollection form)
    {
        var text = context.Request.Query.TryGetValue("time", out var asked) ? asked.ToString() : form["time"].ToString();
        return int.TryParse(text, out var seconds) && seconds > 0 && seconds < LongestPoll.TotalSeconds ? TimeSpan.FromSeconds(seconds) : LongestPoll;
    }

    private Task RefuseAsync(HttpContext context) => WriteAsync(context, """{"success":0,"text":"too many clients"}""");

    private Task WriteAsync(HttpContext context, string json)
    {
        WebImCors.Allow(context.Response, options.Value);
        context.Response.Headers.CacheControl = "no-store";
        context.Response.ContentType = "application/json; charset=utf-8";
        return context.Response.WriteAsync(json);
    }

    private static Task PageAsync(HttpContext context, int status, string html)
    {
        context.Response.StatusCode = status;
        context.Response.ContentType = "text/html; charset=utf-8";
        return context.Response.WriteAsync(html);
    }

    private static string Quote(string message) => WebImMessages.Write(json => json.WriteStringValue(message));
}
