namespace Rooms.MediaRelay.Control;

/// <summary>Origins of web pages (RFC 6454), or <c>*</c> for every one.</summary>
internal sealed class OriginList(IEnumerable<string> origins)
{
    private const string Any = "*";

    private readonly HashSet<string> origins = new(origins.Select(origin => origin.TrimEnd('/')), StringComparer.OrdinalIgnoreCase);

    public bool IsOpen => origins.Contains(Any);

    public bool Allows(string origin) => IsOpen || origins.Contains(origin);
}
