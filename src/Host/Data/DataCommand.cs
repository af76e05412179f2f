using System.Globalization;
using Microsoft.Extensions.Options;
using Rooms.Configuration;
using Rooms.Contracts.Data;
using Rooms.Contracts.Shutdown;
using Rooms.Silo;

namespace Rooms.Host.Data;

/// <summary>
/// <c>backup FILE</c>, <c>restore FILE</c>, <c>verify [FILE]</c>: what an operator does with the data from outside the server. Keys may follow
/// (<c>--Data:Directory</c>, <c>--Config:File</c>).
/// </summary>
internal sealed record DataCommand(string Name, string? File, string[] Keys)
{
    private static readonly string[] Names = ["backup", "restore", "verify"];

    /// <summary>Null: the arguments are the server's.</summary>
    public static DataCommand? Find(string[] arguments)
    {
        if (arguments is not [var name, .. var rest] || !Names.Contains(name)) return null;
        var file = rest is [var first, ..] && !first.StartsWith("--", StringComparison.Ordinal) ? first : null;
        return new DataCommand(name, file, file is null ? rest : rest[1..]);
    }

    public int Run()
    {
        if (File is null && Name != "verify")
        {
            Console.Error.WriteLine($"{Name} wants a file: ./rooms {Name} FILE");
            return ExitCodes.WrongRole;
        }
        try
        {
            return Tell(Act(Open()));
        }
        catch (Exception fault) when (StartFaults.Of(fault) is { Lines.Length: > 0 } faults)
        {
            foreach (var line in faults.Lines) Console.Error.WriteLine($"{Name} failed: {line}");
            return faults.ExitCode;
        }
    }

    // The server's own services, of which none is started.
    private IStoredData Open()
    {
        var builder = WebApplication.CreateBuilder(new WebApplicationOptions { Args = Keys, ContentRootPath = AppContext.BaseDirectory });
        builder.AddConfigurationFiles();
        builder.AddSilo();
        var services = builder.Build().Services;
        // A file that cannot be read must not lead to the data of the default directory.
        services.GetRequiredService<IStartupValidator>().Validate();
        return services.GetRequiredService<IStoredData>();
    }

    private StoredDataReport Act(IStoredData data) => Name switch
    {
        "backup" => data.BackUp(File!),
        "restore" => data.Restore(File!),
        _ => data.Verify(File),
    };

    private int Tell(StoredDataReport report)
    {
        foreach (var fault in report.Faults) Console.Error.WriteLine(fault);
        var figures = string.Create(CultureInfo.InvariantCulture, $"{report.Journals} journals, {report.Entries} entries, {report.Bytes / 1e6:0.0} MB");
        Console.WriteLine(report.Faults.Count > 0 ? $"{Name}: {report.File} is damaged: {report.Faults.Count} places ({figures})" : $"{Name}: {report.File} ({figures})");
        return report.Faults.Count > 0 ? ExitCodes.Of(StartFault.DataDamaged) : ExitCodes.Stopped;
    }
}
