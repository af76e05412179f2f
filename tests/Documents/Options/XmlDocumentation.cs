using System.Reflection;
using System.Xml.Linq;

namespace Rooms.Documents.Options;

/// <summary>The summaries that the compiler wrote beside each assembly.</summary>
internal static class XmlDocumentation
{
    private static readonly Dictionary<string, Dictionary<string, XElement>> Files = [];

    /// <summary>One line; references and code as Markdown code. Empty: the property has no summary.</summary>
    public static string SummaryOf(PropertyInfo property)
    {
        var type = property.DeclaringType!;
        var members = Read(Path.ChangeExtension(type.Assembly.Location, ".xml"));
        return members.TryGetValue($"P:{type.FullName}.{property.Name}", out var member) && member.Element("summary") is { } summary ? OneLine(Markdown(summary)) : "";
    }

    private static Dictionary<string, XElement> Read(string file)
    {
        if (Files.TryGetValue(file, out var known)) return known;
        return Files[file] = XDocument.Load(file).Root!.Element("members")!.Elements().ToDictionary(member => member.Attribute("name")!.Value);
    }

    private static string Markdown(XElement element) => string.Concat(element.Nodes().Select(node => node switch
    {
        XText text => text.Value,
        XElement { Name.LocalName: "see" } see => $"`{NameOf(see.Attribute("cref")!.Value)}`",
        XElement { Name.LocalName: "c" } code => $"`{code.Value}`",
        XElement other => Markdown(other),
        _ => "",
    }));

    // P:Rooms.Gateway.Auth.AppOptions.Secret -> Secret
    private static string NameOf(string reference) => reference[(reference.LastIndexOf('.') + 1)..];

    private static string OneLine(string text) => string.Join(' ', text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
}
