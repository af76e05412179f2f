namespace Rooms.Host.Tls;

/// <summary>The addresses of <c>--urls</c>.</summary>
internal static class ServedAddresses
{
    private const string Key = "urls";

    // What appsettings.json says: nobody chose it.
    private const string Default = "http://127.0.0.1:8080";

    public static string[] Secure(IConfiguration configuration) =>
        [.. (configuration[Key] ?? "").Split(';', StringSplitOptions.TrimEntries).Where(address => address.StartsWith("https://", StringComparison.OrdinalIgnoreCase))];

    /// <summary>A certificate turns the default address to HTTPS. Addresses that somebody chose stay as they are.</summary>
    public static void SecureDefault(IConfiguration configuration)
    {
        if (configuration[Key] == Default) configuration[Key] = Default.Replace("http://", "https://", StringComparison.Ordinal);
    }

    public static void Add(IConfiguration configuration, string address) => configuration[Key] = $"{configuration[Key]};{address}".Trim(';');
}
