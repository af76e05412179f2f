namespace Rooms.Documents.Packages;

/// <summary>A library that is neither in the tree nor in a package: the machine has it, and Rooms finds it while it runs (docs/adr/0002).</summary>
internal sealed record SystemLibrary(string Name, string Licence, bool IsRequired, string Address, string Remark)
{
    public static readonly SystemLibrary[] All =
    [
        new("Microsoft.NETCore.App", "MIT", IsRequired: true, "https://github.com/dotnet/runtime", "the .NET runtime"),
        new("Microsoft.AspNetCore.App", "MIT", IsRequired: true, "https://github.com/dotnet/aspnetcore", "ASP.NET Core"),
        new("libsqlite3", "blessing", IsRequired: true, "https://sqlite.org", "journals and read models; of the distribution, loaded at run time"),
        new("OpenSSL", "Apache-2.0", IsRequired: true, "https://www.openssl.org", "TLS and hashes of the .NET runtime; of the distribution, loaded at run time"),
        new("FFmpeg", "GPL-2.0-or-later", IsRequired: false, "https://ffmpeg.org",
            "libav* and the ffmpeg command; of the distribution, a GPL build on Debian; optional, loaded or started at run time, never linked or shipped"),
    ];
}
