namespace Rooms.Gateway.Push.Sockets;

/// <summary>What a client has sent: handed to its protocol as far as it is whole; the rest waits here for its end. The loop's thread.</summary>
internal sealed class IncomingBytes(PushIntake intake)
{
    private byte[] incomplete = [];
    private int length;

    /// <summary>Something waits: for its end, or for a session that has paused.</summary>
    public bool IsWaiting => length > 0;

    /// <summary>More waits than one message may have.</summary>
    public bool IsTooLong => length > intake.MaxIncomplete;

    /// <summary>What waited comes first. Throws what the session throws; nothing is kept then.</summary>
    public void Take(PushConnection connection, Span<byte> bytes)
    {
        if (length > 0)
        {
            Keep(bytes);
            bytes = incomplete.AsSpan(0, length);
        }
        KeepOnly(bytes[intake.Take(connection, bytes)..]);
    }

    /// <summary>Nobody reads it any more.</summary>
    public void Clear() => KeepOnly([]);

    /// <summary>What the peer is told with the end.</summary>
    public void SayGoodbye(PushConnection connection, ushort status, string reason) => intake.SayGoodbye(connection, status, reason);

    private void Keep(ReadOnlySpan<byte> more)
    {
        var needed = length + more.Length;
        if (needed > incomplete.Length) Array.Resize(ref incomplete, Math.Max(needed, incomplete.Length * 2));
        more.CopyTo(incomplete.AsSpan(length));
        length = needed;
    }

    // The rest may lie in what is kept already.
    private void KeepOnly(Span<byte> rest)
    {
        if (rest.IsEmpty)
        {
            incomplete = [];
            length = 0;
            return;
        }
        if (rest.Length > incomplete.Length) incomplete = new byte[rest.Length];
        rest.CopyTo(incomplete);
        length = rest.Length;
    }
}
