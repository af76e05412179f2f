using System.Globalization;
using System.Text;

namespace Rooms.Edge.Metrics;

/// <summary>The Prometheus text format, version 0.0.4.</summary>
internal sealed class PrometheusText
{
    public const string ContentType = "text/plain; version=0.0.4; charset=utf-8";

    private readonly StringBuilder text = new();

    public override string ToString() => text.ToString();

    /// <summary>What has measured nothing yet shows 0: dashboards and alerts find its name from the start.</summary>
    public void Write(FamilySnapshot collected)
    {
        var family = collected.Family;
        Head(family.Name, family.Help, family.Kind);
        foreach (var one in collected.Series is { Length: > 0 } series ? series : [new Series([], [.. family.Bounds])])
        {
            if (family.Kind == FamilyKind.Histogram) Histogram(family, one);
            else Line(family.Name, "", one.Tags, null, one.Value);
        }
    }

    /// <summary>A metric that is read off the process, not measured by an instrument.</summary>
    public void Write(string name, string help, FamilyKind kind, double value)
    {
        Head(name, help, kind);
        Line(name, "", [], null, value);
    }

    private void Head(string name, string help, FamilyKind kind)
    {
        text.Append("# HELP ").Append(name).Append(' ').Append(help.Replace("\\", "\\\\").Replace("\n", "\\n")).Append('\n');
        text.Append("# TYPE ").Append(name).Append(' ').Append(kind.ToString().ToLowerInvariant()).Append('\n');
    }

    private void Histogram(Family family, Series one)
    {
        var counts = one.CumulativeBuckets();
        for (var i = 0; i < counts.Length; i++)
            Line(family.Name, "_bucket", one.Tags, i < family.Bounds.Count ? Number(family.Bounds[i]) : "+Inf", counts[i]);
        Line(family.Name, "_sum", one.Tags, null, one.Value);
        Line(family.Name, "_count", one.Tags, null, counts[^1]);
    }

    private void Line(string name, string suffix, KeyValuePair<string, object?>[] tags, string? bound, double value)
    {
        text.Append(name).Append(suffix);
        if (tags.Length > 0 || bound is not null) Labels(tags, bound);
        text.Append(' ').Append(Number(value)).Append('\n');
    }

    private void Labels(KeyValuePair<string, object?>[] tags, string? bound)
    {
        text.Append('{');
        foreach (var (key, value) in tags) Label(key, Convert.ToString(value, CultureInfo.InvariantCulture) ?? "");
        if (bound is not null) Label("le", bound);
        text[^1] = '}';
    }

    private void Label(string key, string value)
    {
        foreach (var c in key) text.Append(char.IsAsciiLetterOrDigit(c) ? c : '_');
        text.Append("=\"").Append(value.Replace("\\", "\\\\").Replace("\"", "\\\"").Replace("\n", "\\n")).Append("\",");
    }

    private static string Number(double value) => value switch
    {
        double.PositiveInfinity => "+Inf",
        double.NegativeInfinity => "-Inf",
        _ => value.ToString("R", CultureInfo.InvariantCulture),
    };
}
