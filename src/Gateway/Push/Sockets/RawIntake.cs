namespace Rooms.Gateway.Push.Sockets;

/// <summary>A protocol that frames its bytes itself.</summary>
internal sealed class RawIntake(int maxMessageBytes) : PushIntake
{
    public override int MaxIncomplete => maxMessageBytes;

    public override int Take(PushConnection connection, Span<byte> bytes)
    {
        var used = 0;
        while (used < bytes.Length && connection.IsReading)
        {
            var taken = connection.Protocol.OnData(bytes[used..]);
            if (taken == 0) break;
            used += taken;
        }
        return used;
    }
}
