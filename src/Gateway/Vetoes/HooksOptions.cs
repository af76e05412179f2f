namespace Rooms.Gateway.Vetoes;

/// <summary>The questions to one app's backend, as <c>Apps:NAME:Hooks:BeforeMessage:...</c>. Without an address none is asked, and nothing is paid.</summary>
internal sealed class HooksOptions
{
    /// <summary>A publisher wants to start, by any protocol.</summary>
    public HookOptions BeforePublish { get; } = new();

    /// <summary>Play URLs are wanted.</summary>
    public HookOptions BeforePlay { get; } = new();

    /// <summary>Somebody wants to become a room's member.</summary>
    public HookOptions BeforeJoin { get; } = new();

    /// <summary>A message is to be sent; the answer may replace its text.</summary>
    public HookOptions BeforeMessage { get; } = new();

    /// <summary>A gift is to be given.</summary>
    public HookOptions BeforeGift { get; } = new();

    /// <summary>A file was received whole and is about to be kept.</summary>
    public ScanHookOptions BeforeFile { get; } = new();

    public bool IsAny => Enum.GetValues<VetoKind>().Any(kind => Of(kind).Url.Length > 0);

    public HookOptions Of(VetoKind kind) => kind switch
    {
        VetoKind.Publish => BeforePublish,
        VetoKind.Play => BeforePlay,
        VetoKind.Join => BeforeJoin,
        VetoKind.Message => BeforeMessage,
        VetoKind.Gift => BeforeGift,
        _ => BeforeFile,
    };
}
