using System.Buffers;
using Rooms.Wire.WebSocket;

namespace Rooms.Fuzz.Targets;

/// <summary>A client's opening handshake.</summary>
internal static class UpgradeTarget
{
    /// <summary>The strings of a request of 8 KiB, and the lists of its protocols.</summary>
    public const long AllocationLimit = 512 * 1024;

    public static readonly Plant[] Plants = [new("host taken for granted", FindingKind.Exception, RunTrusting)];

    public static void Run(ReadOnlySpan<byte> input, Trace trace) => Read(input, trace);

    private static UpgradeRequest? Read(ReadOnlySpan<byte> input, Trace trace)
    {
        var status = UpgradeRequest.TryRead(input, out var request, out var consumed);
        trace.Step((int)status);
        trace.Note(consumed);
        if ((status == OperationStatus.Done) != (request is not null)) throw new InvalidOperationException("done, and nothing read");
        if (request is null) return null;
        trace.Step(8 + (request.IsWebSocket ? 1 : 0) + (request.HasCookie ? 2 : 0) + (request.IsForwarded ? 4 : 0));
        trace.Note(request.Path.Length + request.Protocols.Count);
        return request;
    }

    private static void RunTrusting(ReadOnlySpan<byte> input, Trace trace)
    {
        if (Read(input, trace) is { } request) trace.Note(request.Host!.Length);
    }
}
