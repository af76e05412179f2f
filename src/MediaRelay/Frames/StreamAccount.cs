using Rooms.Contracts.Apps;
using Rooms.MediaRelay.Frames.Health;

namespace Rooms.MediaRelay.Frames;

/// <summary>
/// What one life of a stream at this node amounts to (docs/usage.md). Counters only rise; <see cref="Epoch"/> names the life. Nothing here is called for
/// a frame: bytes in are what the stream's vitals count anyway, bytes out what <see cref="SendMeter"/>s count where they are sent.
/// </summary>
internal sealed class StreamAccount(string streamId, StreamVitals ofStream, int loops, TimeProvider time)
{
    // An answer of HLS that was under way at the end is still counted.
    private static readonly TimeSpan FinalAfter = TimeSpan.FromSeconds(15);

    private readonly Lock gate = new();
    private readonly Dictionary<string, long> received = new(StringComparer.Ordinal);
    private readonly Dictionary<string, SendMeter> sent = new(StringComparer.Ordinal);
    // Let go of at the end: an account may wait long for its control plane.
    private StreamVitals? vitals = ofStream;
    private string? publishing;
    private long bookedBytes;
    private long openedAt;
    private long onAirTicks;
    private long? closedAt;

    public string Epoch { get; } = Guid.NewGuid().ToString("n");

    public string StreamId => streamId;

    public string App { get; private set; } = "";

    public string Room { get; private set; } = "";

    public AudienceMeter Audience { get; } = new(time);

    public bool IsClosed
    {
        get
        {
            lock (gate) return closedAt is not null;
        }
    }

    /// <summary>A publisher of this protocol is there, after another one or the first.</summary>
    public void Open(string app, string room, string protocol)
    {
        lock (gate)
        {
            Book();
            (App, Room, publishing) = (app, room, protocol);
            openedAt = time.GetTimestamp();
        }
    }

    public void Leave()
    {
        lock (gate)
        {
            Book();
            publishing = null;
        }
    }

    public void Close()
    {
        Leave();
        Audience.Estimate(0);
        lock (gate)
        {
            closedAt ??= time.GetTimestamp();
            vitals = null;
        }
    }

    public SendMeter SentBy(string protocol)
    {
        lock (gate)
        {
            if (!sent.TryGetValue(protocol, out var counter)) sent.Add(protocol, counter = new SendMeter(loops));
            return counter;
        }
    }

    public AccountReading Read()
    {
        // Before the counters: what is final must hold everything.
        var isFinal = IsFinal();
        var audience = Audience.Read();
        lock (gate)
        {
            Book();
            var counters = new Dictionary<string, long>(StringComparer.Ordinal)
            {
                [UsageKinds.StreamMilliseconds] = (long)(onAirTicks * (1000.0 / time.TimestampFrequency)),
                [UsageKinds.ViewerMilliseconds] = audience.Milliseconds,
            };
            foreach (var (protocol, bytes) in received) counters[UsageKinds.BytesIn + protocol] = bytes;
            foreach (var (protocol, counter) in sent) counters[UsageKinds.BytesOut + protocol] = counter.Total;
            return new AccountReading(publishing is not null, audience, counters, isFinal);
        }
    }

    // Viewers leave a closed stream one after the other, as their loops come to them.
    private bool IsFinal()
    {
        lock (gate)
            if (closedAt is not { } at || time.GetElapsedTime(at) < FinalAfter) return false;
        return Audience.Connected == 0;
    }

    // Bytes and time since the last booking are the present publisher's.
    private void Book()
    {
        var (bytes, now) = (vitals?.TotalBytes ?? bookedBytes, time.GetTimestamp());
        if (publishing is { } protocol)
        {
            received[protocol] = received.GetValueOrDefault(protocol) + bytes - bookedBytes;
            onAirTicks += now - openedAt;
        }
        (bookedBytes, openedAt) = (bytes, now);
    }
}
