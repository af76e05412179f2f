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
            var app = Open();
            return Tell(Act(app.Services.GetRequiredService<IStoredData>(), FilesFolder.Of(app.Configuration)));
        }
        catch (Exception fault) when (StartFaults.Of(fault) is { Lines.Length: > 0 } faults)
        {
            foreach (var line in faults.Lines) Console.Error.WriteLine($"{Name} failed: {line}");
            return faults.ExitCode;
        }
    }

    // The server's own services, of which none is started.
    private WebApplication Open()
    {
        var builder = WebApplication.CreateBuilder(new WebApplicationOptions { Args = Keys, ContentRootPath = AppContext.BaseDirectory });
        builder.AddConfigurationFiles();
        builder.AddSilo();
        var app = builder.Build();
        // A file that cannot be read must not lead to the data of the default directory.
        app.Services.GetRequiredService<IStartupValidator>().Validate();
        return app;
    }

    private StoredDataReport Act(IStoredData data, string files) => Name switch
    {
        "backup" => BackUp(data, files),
        "restore" => Restore(data, files),
        _ => Verify(data, files),
    };

    // The files after the database: then every file that a message in the backup names is there.
    private StoredDataReport BackUp(IStoredData data, string files)
    {
        var report = data.BackUp(File!);
        return report with { Files = FilesCopy.Mirror(files, FilesCopy.FolderOf(File!)) };
    }

    private StoredDataReport Restore(IStoredData data, string files)
    {
        if (!FilesCopy.IsEmpty(files)) throw new StartException(StartFault.DataExists, $"{files} has files already: move it away, or change --FileStore:Directory");
        var copy = FilesCopy.FolderOf(File!);
        if (FilesCopy.Verify(copy).Faults is [var first, ..])
            throw new StartException(StartFault.DataDamaged, $"{copy} is not as it was written (./rooms verify {File}): {first}");
        var report = data.Restore(File!);
        return report with { Files = FilesCopy.Mirror(copy, files) };
    }

    private StoredDataReport Verify(IStoredData data, string files)
    {
        var report = data.Verify(File);
        var (count, faults) = FilesCopy.Verify(File is null ? files : FilesCopy.FolderOf(File));
        return report with { Files = count, Faults = [.. report.Faults, .. faults] };
    }

    private int Tell(StoredDataReport report)
    {
        foreach (var fault in report.Faults) Console.Error.WriteLine(fault);
        var figures = string.Create(CultureInfo.InvariantCulture, $"{report.Journals} journals, {report.Entries} entries, {report.Bytes / 1e6:0.0} MB; {report.Files} files");
        Console.WriteLine(report.Faults.Count > 0 ? $"{Name}: {report.File} is damaged: {report.Faults.Count} places ({figures})" : $"{Name}: {report.File} ({figures})");
        return report.Faults.Count > 0 ? ExitCodes.Of(StartFault.DataDamaged) : ExitCodes.Stopped;
    }
}
