using System.Text;

namespace Rooms.Documents.Packages;

/// <summary>THIRD-PARTY-NOTICES.txt: who made what Rooms ships, and every licence text that goes with it.</summary>
internal static class Notices
{
    // Packages that carry the work of others within them and say so only on their web pages.
    private static readonly Dictionary<string, string> Embedded = new()
    {
        ["Swashbuckle.AspNetCore.SwaggerUI"] = "Contains Swagger UI (https://github.com/swagger-api/swagger-ui), Apache-2.0, Copyright SmartBear Software Inc.",
    };

    public static string Write(RestoredPackage[] packages, string root)
    {
        var shipped = packages.Where(package => package.IsShipped).ToArray();
        var text = new StringBuilder();
        text.Append("Third-party notices of Rooms\n\nRooms itself: Apache-2.0, see LICENSE. Made from the restored packages by ./rooms fix; ./rooms check compares it.\n");
        text.Append("\n== Packages that are part of Rooms ==\n");
        foreach (var package in shipped) Write(text, package);
        text.Append("\n== Libraries of the machine that Rooms finds while it runs; none is part of Rooms ==\n");
        foreach (var library in SystemLibrary.All)
            text.Append($"\n{library.Name}: {library.Licence}{(library.IsRequired ? "" : ", optional")}\n  {library.Address}\n  {library.Remark}\n");
        foreach (var licence in shipped.Select(package => package.Licence).Append("Apache-2.0").Distinct().Order(StringComparer.Ordinal))
            text.Append($"\n== {licence} ==\n\n{TextOf(licence, root)}");
        foreach (var package in shipped)
            foreach (var notice in package.OwnNotices) text.Append($"\n== Notices of {package.Id} ==\n\n{Plain(notice)}");
        return text.ToString();
    }

    private static void Write(StringBuilder text, RestoredPackage package)
    {
        text.Append($"\n{package.Id} {package.Version}: {package.Licence}\n  {package.Address}\n");
        text.Append($"  {(package.Copyright.Length > 0 ? package.Copyright : $"Copyright {package.Authors}")}\n");
        if (Embedded.TryGetValue(package.Id, out var within)) text.Append($"  {within}\n");
    }

    private static string TextOf(string licence, string root)
    {
        var file = licence == "Apache-2.0" ? Path.Combine(root, "LICENSE") : Path.Combine(root, "tests", "Documents", "Licences", $"{licence}.txt");
        return File.Exists(file) ? Plain(File.ReadAllText(file)) : throw new InvalidDataException($"no text of {licence}: add it to tests/Documents/Licences");
    }

    private static string Plain(string text) => text.Replace("\r", "").Trim('\n', '\uFEFF') + "\n";
}
