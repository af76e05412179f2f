namespace Rooms.Gateway.Sessions;

/// <summary>Where a sign-in goes back to: a page of this server, whatever the address bar was made to say.</summary>
internal static class ReturnPath
{
    public const string Home = "/";

    private const int MaxLength = 512;

    /// <summary>
    /// An absolute path of this server, else <see cref="Home"/>. Browsers take <c>//host</c> and <c>/\host</c> for another host, drop tabs and line ends
    /// before they look, and read backslashes as slashes (WHATWG URL, section 4.4).
    /// </summary>
    public static string Of(string? wanted)
    {
        if (wanted is null || wanted.Length is 0 or > MaxLength || wanted[0] != '/') return Home;
        if (wanted.StartsWith("//", StringComparison.Ordinal)) return Home;
        foreach (var c in wanted)
            if (c is '\\' or < ' ' or > '~') return Home;
        return wanted;
    }
}
