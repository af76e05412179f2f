using System.Text;
using System.Text.Json;
using Rooms.Wire.WebIm;

namespace Rooms.Fuzz.Targets;

/// <summary>A webim client's frame, and what others are shown of it: it must be readable again, and a name must carry no tag.</summary>
internal static class WebImTarget
{
    /// <summary>A parsed document of at most 2,048 bytes, a copy of every member, the relayed frame; exceptions of the JSON reader.</summary>
    public const long AllocationLimit = 4 * 1024 * 1024;

    public static readonly Plant[] Plants =
    [
        new("a name shown as it came", FindingKind.Exception, (input, trace) => Relay(input, trace, escape: false)),
    ];

    public static void Run(ReadOnlySpan<byte> input, Trace trace) => Relay(input, trace, escape: true);

    private static void Relay(ReadOnlySpan<byte> input, Trace trace, bool escape)
    {
        if (!WebImCommand.TryRead(input.ToArray(), out var command))
        {
            trace.Step(1);
            return;
        }
        trace.Step(2 + Math.Min(command.Command.Length, 12));
        trace.Step(32 + (command.Channal == 0 ? 0 : 1));
        var name = escape ? WebImText.Escape(WebImText.StripTags(command.Name)) : command.Name;
        if (name.AsSpan().ContainsAny('<', '>', '"')) throw new InvalidOperationException("A name carries markup.");
        trace.Note(Encoding.UTF8.GetBytes(name));
        using var body = new MemoryStream();
        using (var json = new Utf8JsonWriter(body)) command.WriteTo(json, "fromMsg", command.Data);
        if (!WebImCommand.TryRead(body.ToArray(), out var again) || again.Command != "fromMsg" || again.To != command.To)
            throw new InvalidOperationException("A relayed frame cannot be read.");
    }
}
