namespace Rooms.Configuration;

/// <summary>A secret that the program made for itself. It counts while nobody configures one, also after a reload.</summary>
public static class KeptSecret
{
    /// <summary>Where the configuration holds it: not at the secret's own key, where it would beat the files.</summary>
    public static string KeyOf(string key) => $"Kept:{key}";
}
