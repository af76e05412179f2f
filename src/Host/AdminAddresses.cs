using Rooms.Configuration;

namespace Rooms.Host;

/// <summary><c>Admin:Urls</c>, for what is told at the start. The gateway checks and serves them.</summary>
internal static class AdminAddresses
{
    public const string Key = "Admin:Urls";

    public static string[] Read(IConfiguration configuration)
    {
        var admin = new Admin();
        SectionReader.Read(configuration, nameof(Admin), admin, []);
        return admin.Urls;
    }

    private sealed class Admin
    {
        public string[] Urls { get; set; } = [];
    }
}
