using System.Collections.Concurrent;
using System.Security.Cryptography;
using Microsoft.Extensions.Options;

namespace Rooms.Gateway.Compat.WebIm;

/// <summary>The clients of this process. Who is logged in hears of the others coming, speaking and leaving.</summary>
internal sealed class WebImHub(IOptions<WebImOptions> options)
{
    private readonly ConcurrentDictionary<string, WebImClient> clients = new(StringComparer.Ordinal);
    private int count;

    public IEnumerable<WebImClient> Clients => clients.Values;

    public IEnumerable<WebImUser> Users => clients.Values.Select(client => client.User).OfType<WebImUser>();

    /// <summary>Null: there are as many as may be.</summary>
    public WebImClient? Enter(Func<string> newFd, WebImOrigin origin)
    {
        if (Interlocked.Increment(ref count) > options.Value.MaxClients)
        {
            Interlocked.Decrement(ref count);
            return null;
        }
        WebImClient client;
        do client = new WebImClient(newFd(), origin);
        while (!clients.TryAdd(client.Fd, client));
        return client;
    }

    /// <summary>A number, as PHPWebIM's are; of another process it is another one.</summary>
    public static string NewNumber() => RandomNumberGenerator.GetInt32(1, int.MaxValue).ToString();

    /// <summary>What the others are told of a polling client. Not its session, which is a secret.</summary>
    public static string NewWord() => RandomNumberGenerator.GetHexString(32, lowercase: true);

    /// <summary>Once: the others hear of it if the client was logged in.</summary>
    public void Leave(WebImClient client)
    {
        client.Close();
        if (!clients.TryRemove(client.Fd, out _)) return;
        Interlocked.Decrement(ref count);
        if (client.User is { } user) Tell(WebImMessages.Offline(user), except: client.Fd);
    }

    public WebImClient? Find(string fd) => clients.GetValueOrDefault(fd);

    /// <summary>To everybody who is logged in, but one.</summary>
    public void Tell(string message, string? except)
    {
        foreach (var (fd, client) in clients)
            if (client.User is not null && fd != except) client.Send(message);
    }
}
