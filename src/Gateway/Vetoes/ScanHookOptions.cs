using System.ComponentModel.DataAnnotations;

namespace Rooms.Gateway.Vetoes;

/// <summary>The question about a file (docs/files.md): a scanner reads the whole of it first, and what nobody looked at is not taken.</summary>
internal sealed class ScanHookOptions : HookOptions
{
    public ScanHookOptions() => OnFailure = HookFailure.Deny;

    /// <summary>How long the sender may wait for the scanner, after the upload itself.</summary>
    [Range(10, 30_000)]
    public override int TimeoutMilliseconds { get; set; } = 10_000;
}
