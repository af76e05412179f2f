using System.Reflection;

namespace Rooms.Documents.Options;

/// <summary>Every options class of the program: it ends in Options and names its section.</summary>
internal static class OptionTypeList
{
    private static readonly string[] Projects = ["Configuration", "Silo", "Grains", "Edge", "Gateway", "MediaRelay", "Host"];

    public static IReadOnlyList<Type> All { get; } =
    [
        .. Projects
            .SelectMany(project => Assembly.Load($"Rooms.{project}").GetTypes())
            .Where(type => type.Name.EndsWith("Options", StringComparison.Ordinal) && type.GetField("Section") is { IsLiteral: true }),
    ];

    public static string SectionOf(Type type) => (string)type.GetField("Section")!.GetValue(null)!;
}
