using System.Text;

namespace Rooms.Documents.Options;

/// <summary>docs/configuration.md.</summary>
internal static class ConfigurationPage
{
    private const string Head = """
        # Configuration

        Made from the option types by `./rooms fix`; `./rooms check` compares it. Defaults with comments: [appsettings.json](../src/Host/appsettings.json).

        **Where a value comes from**, the later beats the earlier: `appsettings.json` beside the program, the file named by `--Config:File`, the environment
        (`Rtmp__Port=1936`), arguments (`--Rtmp:Port 1936`). Lists are arrays in a file and `a,b` elsewhere; durations are `hours:minutes:seconds`.

        **Secrets** may stand in a file of their own: `KeyFile` in place of `Key`, such as `--Admin:SecretFile /run/secrets/admin`.

        **A bad configuration** does not start: every fault is listed at once as `key = 'value': wanted ...`, and the exit code is 1.

        **Reload**: keys with *yes* follow a changed file (secrets' files too) within `Config:ReloadSeconds`; so do log levels. The changed files are looked over as at a
        start. One fault, and nothing of them is taken: the old values stay and one warning lists the faults. Other keys count at the next start.


        """;

    private const string Tail = """
        ## Keys of the framework

        | key | default | reason |
        |---|---|---|
        | `urls` | `http://127.0.0.1:8080` | where HTTP is served; several with `;` between |
        | `role` | `all` | `all` or `relay`: which parts this process runs |
        | `Logging:LogLevel:CATEGORY` | see `appsettings.json` | Trace, Debug, Information, Warning, Error, Critical, None; reloads |

        """;

    public static string Write(IReadOnlyList<OptionRow> rows)
    {
        var page = new StringBuilder(Head);
        foreach (var section in rows.GroupBy(row => row.Section))
        {
            page.Append($"## {(section.Key.Length == 0 ? "Without a section" : section.Key)}\n\n| key | default | wanted | reload | reason |\n|---|---|---|---|---|\n");
            foreach (var row in section.DistinctBy(row => row.Key)) page.Append(Line(row));
            page.Append('\n');
        }
        return page.Append(Tail).ToString();
    }

    private static string Line(OptionRow row) =>
        $"| `{row.Key}`{(row.IsSecret ? " (secret)" : "")} | {Code(row.Default)} | {Cell(row.Wanted)} | {(row.IsReloaded ? "yes" : "")} | {Cell(row.Reason)} |\n";

    private static string Code(string text) => text.Length == 0 ? "" : $"`{Cell(text)}`";

    private static string Cell(string text) => text.Replace("|", "\\|");
}
