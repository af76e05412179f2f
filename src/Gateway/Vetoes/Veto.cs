namespace Rooms.Gateway.Vetoes;

/// <summary>A backend's answer, or what counts in its place. <paramref name="Replace"/>: the text that a message is to have.</summary>
internal readonly record struct Veto(bool IsAllowed, string? Reason, string? Replace)
{
    public static readonly Veto None = new(true, null, null);
}
