using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Rooms.Benchmarks.Delivery;

/// <summary>A socket in one or two rooms that comes back whenever it is cut, each time after the last numbers it had.</summary>
internal sealed class Listener(ILedgerServer server, string token, IPAddress address, Seat[] seats, Findings findings, int seed)
{
    private static readonly TimeSpan ConnectDeadline = TimeSpan.FromSeconds(20);
    private static readonly TimeSpan LongestReturn = TimeSpan.FromMilliseconds(500);
    private static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(4);
    // Small, so that a slow reader's backlog stands at the server and not in the kernel.
    private const int SlowReceiveBytes = 4096;

    private readonly Random random = new(seed);
    private readonly TaskCompletionSource subscribed = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private SocketLine? line;
    private int openSeats;

    /// <summary>On every other connection it then reads with pauses of seconds, so that the server's queue overflows.</summary>
    public bool MayBeSlow { get; set; }

    /// <summary>Done when it has once been subscribed to all its rooms.</summary>
    public Task Subscribed => subscribed.Task;

    public long Reconnects { get; private set; }

    public long Deliveries => seats.Sum(seat => seat.Deliveries);

    /// <summary>False while something that was acknowledged is still to come.</summary>
    public bool IsCaughtUp => Array.TrueForAll(seats, seat => seat.Position >= seat.Book.LastAcknowledged);

    public async Task RunAsync(CancellationToken cancellation)
    {
        while (!cancellation.IsCancellationRequested)
        {
            try
            {
                await ListenAsync(cancellation);
            }
            catch (Exception gone) when (gone is IOException or SocketException or ObjectDisposedException or OperationCanceledException)
            {
                // Cut by us, killed, or refused while the server starts: it comes back.
            }
            if (cancellation.IsCancellationRequested) return;
            Reconnects++;
            await Task.Delay(LongestReturn * random.NextDouble(), CancellationToken.None);
        }
    }

    public void Cut() => line?.Cut();

    private async Task ListenAsync(CancellationToken cancellation)
    {
        using var connect = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        connect.CancelAfter(ConnectDeadline);
        var isSlow = MayBeSlow && random.Next(2) == 0;
        using var opened = await SocketLine.ConnectAsync(server.Sockets, address, isSlow ? SlowReceiveBytes : 0, connect.Token);
        line = opened;
        openSeats = 0;
        await opened.SendAsync(Hello(), connect.Token);
        while (await opened.ReadAsync(OnFrame, cancellation))
            if (isSlow && MayBeSlow && subscribed.Task.IsCompleted)
                await Task.Delay(LongestPause * random.NextDouble(), cancellation);
    }

    private string Hello()
    {
        var rooms = string.Join(',', seats.Select(seat => $"{{\"room\":\"{seat.Book.Room}\",\"after\":{seat.Position}}}"));
        return $"{{\"op\":\"hello\",\"token\":\"{token}\",\"subscribe\":[{rooms}]}}";
    }

    private void OnFrame(ServerFrame frame)
    {
        if (frame.Opcode != ServerFrame.Text) return;
        if (!Notice.TryRead(frame.Payload, out var notice)) findings.Add(Fault.Nonsense, Encoding.UTF8.GetString(frame.Payload));
        else if (notice.Room.IsEmpty || notice.Op.SequenceEqual("error"u8)) OnConnectionNotice(notice, frame.Payload);
        else if (SeatOf(notice.Room) is { } seat) OnRoomNotice(seat, notice);
        else findings.Add(Fault.Nonsense, $"of a room that nobody asked for: {Encoding.UTF8.GetString(frame.Payload)}");
    }

    private void OnConnectionNotice(in Notice notice, ReadOnlySpan<byte> frame)
    {
        if (notice.Op.SequenceEqual("error"u8)) findings.Add(Fault.Nonsense, $"a listener was answered {Encoding.UTF8.GetString(frame)}");
    }

    private void OnRoomNotice(Seat seat, in Notice notice)
    {
        lock (seat.Book.Gate)
        {
            if (notice.Op.SequenceEqual("event"u8)) seat.Event(notice);
            else if (notice.Op.SequenceEqual("snapshot"u8)) seat.Snapshot(notice.Seq);
            else if (notice.Op.SequenceEqual("gap"u8)) seat.Gap(notice.From, notice.To);
            else if (notice.Op.SequenceEqual("skipped"u8)) seat.Skipped(notice.From, notice.To);
        }
        if (notice.Op.SequenceEqual("snapshot"u8) && ++openSeats == seats.Length) subscribed.TrySetResult();
    }

    private Seat? SeatOf(ReadOnlySpan<byte> room)
    {
        foreach (var seat in seats)
            if (room.SequenceEqual(seat.Book.RoomBytes))
                return seat;
        return null;
    }
}
