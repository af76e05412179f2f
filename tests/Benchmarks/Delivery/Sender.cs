using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Rooms.Benchmarks.Delivery;

/// <summary>
/// Sends texts that are never the same twice, a number of them under way at a time, and enters each acknowledgement in the ledger. What was under way when
/// the connection ended is sent again under its id, which the server must know.
/// </summary>
internal sealed class Sender(ILedgerServer server, string token, IPAddress address, string name, RoomBook[] books, double messagesPerSecond, int seed)
{
    // Of the 64 that may wait on one connection.
    private const int MostUnderWay = 32;
    private static readonly TimeSpan ConnectDeadline = TimeSpan.FromSeconds(20);
    private static readonly TimeSpan Tick = TimeSpan.FromMilliseconds(5);
    private static readonly TimeSpan Return = TimeSpan.FromMilliseconds(100);

    private readonly Random random = new(seed);
    private readonly Dictionary<string, (RoomBook Book, string Text)> underWay = [];
    private readonly Lock gate = new();
    private long number;

    public long Acknowledged { get; private set; }

    public long Refused { get; private set; }

    /// <summary>Sends at least <paramref name="messages"/>, and until <paramref name="isOver"/>; waits for all answers, over as many connections as that takes.</summary>
    public async Task RunAsync(long messages, Func<bool> isOver, CancellationToken cancellation)
    {
        while (number < messages || !isOver() || Waiting > 0)
        {
            cancellation.ThrowIfCancellationRequested();
            try
            {
                await ConnectAndSendAsync(messages, isOver, cancellation);
            }
            catch (Exception gone) when (gone is IOException or SocketException or ObjectDisposedException || (gone is OperationCanceledException && !cancellation.IsCancellationRequested))
            {
                await Task.Delay(Return, cancellation);
            }
        }
    }

    private int Waiting
    {
        get { lock (gate) return underWay.Count; }
    }

    private async Task ConnectAndSendAsync(long messages, Func<bool> isOver, CancellationToken cancellation)
    {
        using var ended = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        ended.CancelAfter(ConnectDeadline);
        using var line = await SocketLine.ConnectAsync(server.Sockets, address, 0, ended.Token);
        await line.SendAsync($"{{\"op\":\"hello\",\"token\":\"{token}\"}}", ended.Token);
        ended.CancelAfter(Timeout.InfiniteTimeSpan);
        var reading = ReadAsync(line, ended);
        try
        {
            await SendAllAsync(line, messages, isOver, ended.Token);
        }
        finally
        {
            await ended.CancelAsync();
            await reading;
        }
    }

    private async Task SendAllAsync(SocketLine line, long messages, Func<bool> isOver, CancellationToken cancellation)
    {
        (string Id, RoomBook Book, string Text)[] again;
        lock (gate) again = [.. underWay.Select(entry => (entry.Key, entry.Value.Book, entry.Value.Text))];
        foreach (var (id, book, text) in again) await line.SendAsync(Command(id, book, text), cancellation);
        using var timer = new PeriodicTimer(Tick);
        var start = Stopwatch.GetTimestamp();
        var first = number;
        while (number < messages || !isOver() || Waiting > 0)
        {
            await timer.WaitForNextTickAsync(cancellation);
            var due = first + (long)(Stopwatch.GetElapsedTime(start).TotalSeconds * messagesPerSecond);
            if (isOver()) due = Math.Min(messages, due);
            while (number < due && Waiting < MostUnderWay) await SendNextAsync(line, cancellation);
        }
    }

    private async Task SendNextAsync(SocketLine line, CancellationToken cancellation)
    {
        var id = $"{name}-{++number}";
        var book = books[random.Next(books.Length)];
        var text = $"{id} {random.NextInt64():x16}{random.NextInt64():x16}";
        lock (gate) underWay[id] = (book, text);
        await line.SendAsync(Command(id, book, text), cancellation);
    }

    // The end of the connection ends the sending too.
    private async Task ReadAsync(SocketLine line, CancellationTokenSource ended)
    {
        try
        {
            while (await line.ReadAsync(OnFrame, ended.Token))
            {
            }
        }
        catch (Exception gone) when (gone is IOException or SocketException or ObjectDisposedException or OperationCanceledException)
        {
            // Killed, or everything is sent.
        }
        await ended.CancelAsync();
    }

    private void OnFrame(ServerFrame frame)
    {
        if (frame.Opcode != ServerFrame.Text || !Notice.TryRead(frame.Payload, out var notice)) return;
        var isSent = notice.Op.SequenceEqual("sent"u8);
        if (!isSent && !notice.Op.SequenceEqual("error"u8)) return;
        (RoomBook Book, string Text) message;
        lock (gate)
            if (!underWay.Remove(Encoding.UTF8.GetString(notice.Id), out message)) return;
        if (isSent) Acknowledge(message.Book, notice.Seq, message.Text);
        else Refused++;
    }

    private void Acknowledge(RoomBook book, long seq, string text)
    {
        lock (book.Gate) book.Acknowledge(seq, Contents.Hash(Encoding.UTF8.GetBytes(text)));
        Acknowledged++;
    }

    private static string Command(string id, RoomBook book, string text) =>
        $"{{\"op\":\"send\",\"id\":\"{id}\",\"room\":\"{book.Room}\",\"type\":\"text\",\"text\":\"{text}\"}}";
}
