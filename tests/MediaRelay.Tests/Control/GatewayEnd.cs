using System.Threading.Channels;
using Rooms.Contracts.Control;

namespace Rooms.MediaRelay.Tests.Control;

/// <summary>A control plane's end of a connection, as a test plays it. Load, and usage where it takes that, are left out of what it hears unless asked for.</summary>
internal sealed class GatewayEnd(IControlConnection connection)
{
    private static readonly TimeSpan Deadline = TimeSpan.FromSeconds(30);

    private bool takesUsage;

    public static UrlKeys Keys { get; } = new(["push-1"], ["play-1"]);

    /// <summary>As of an earlier version, unless it <paramref name="isCurrent"/>.</summary>
    public async Task<Register> AcceptAsync(bool isCurrent = false)
    {
        takesUsage = isCurrent;
        var register = await HearAsync<Register>();
        await SayAsync(new Registered { Id = register.Id, UrlKeys = Keys, TakesUsage = isCurrent, TakesHealth = isCurrent });
        return register;
    }

    public Task SayAsync(ControlMessage message) => connection.SendAsync(message, CancellationToken.None).AsTask();

    /// <summary>The next message of this type; others that come before are passed over when they are loads or usage, and a fault otherwise.</summary>
    public async Task<T> HearAsync<T>()
        where T : ControlMessage
    {
        using var deadline = new CancellationTokenSource(Deadline);
        while (true)
        {
            var message = await connection.ReceiveAsync(deadline.Token);
            if (message is T wanted) return wanted;
            if (message is not Load && !(takesUsage && message is Usage)) throw new InvalidOperationException($"heard {message}, wanted {typeof(T).Name}");
        }
    }

    public async Task LeaveAsync()
    {
        await connection.CloseAsync("test");
        using var deadline = new CancellationTokenSource(Deadline);
        try
        {
            while (await connection.ReceiveAsync(deadline.Token) is not null)
            {
            }
        }
        catch (ChannelClosedException)
        {
            // The node went first.
        }
    }
}
