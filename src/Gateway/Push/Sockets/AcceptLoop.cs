using System.Net;
using System.Net.Sockets;
using Microsoft.Extensions.Logging;

namespace Rooms.Gateway.Push.Sockets;

/// <summary>
/// Takes every connection of a listening socket until that is closed. What fails with one connection is that one's end; a listener that stops by itself
/// would leave a process that looks alive and answers nobody.
/// </summary>
internal sealed partial class AcceptLoop(Socket listening, Action<Socket> take, ILogger logger)
{
    // What the web server makes too when the process has no descriptor left.
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(10);

    private readonly EndPoint? end = listening.LocalEndPoint;

    public async Task RunAsync()
    {
        // Not in its owner's constructor.
        await Task.Yield();
        while (true)
        {
            try
            {
                Take(await listening.AcceptAsync());
            }
            catch (Exception over) when (over is ObjectDisposedException or SocketException { SocketErrorCode: SocketError.OperationAborted })
            {
                return;
            }
            catch (SocketException)
            {
                // The peer has gone already, or the process has no descriptor left.
                await Task.Delay(Pause);
            }
            catch (Exception bug)
            {
                // The top of a run loop.
                AcceptFailed(bug, end);
                await Task.Delay(Pause);
            }
        }
    }

    private void Take(Socket accepted)
    {
        try
        {
            take(accepted);
        }
        catch (Exception fault)
        {
            accepted.Dispose();
            // A peer that has gone already.
            if (fault is not SocketException) TakeFailed(fault, end);
        }
    }

    [LoggerMessage(LogLevel.Error, "Accepting on {EndPoint} failed; it goes on")]
    private partial void AcceptFailed(Exception bug, EndPoint? endPoint);

    [LoggerMessage(LogLevel.Error, "A connection to {EndPoint} failed as it was accepted and is closed; others are accepted")]
    private partial void TakeFailed(Exception bug, EndPoint? endPoint);
}
