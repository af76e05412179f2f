namespace Rooms.Documents.Packages;

/// <summary>One restored package: what the restore and its own description say of it.</summary>
internal sealed record RestoredPackage(
    string Id, string Version, string Sha512, bool IsShipped, string[] Dependencies, string Licence, string Copyright, string Authors, string Description, string Address)
{
    /// <summary>The package URL, https://github.com/package-url/purl-spec.</summary>
    public string Purl => $"pkg:nuget/{Id}@{Version}";

    /// <summary>Notices that the package itself wants passed on.</summary>
    public string[] OwnNotices { get; init; } = [];
}
