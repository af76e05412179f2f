using Microsoft.Extensions.Configuration;

namespace Rooms.Configuration.Files;

/// <summary>What the configuration is read from. It can be read a second time beside the one in use, to be looked over first.</summary>
internal sealed class ConfigurationFiles(IConfigurationBuilder builder)
{
    /// <summary>
    /// The same sources read anew. Null, and a fault: a file cannot be read. The caller disposes it.
    /// </summary>
    public ConfigurationRoot? ReadAnew(List<string> faults)
    {
        var beside = new ConfigurationBuilder();
        foreach (var source in builder.Sources) beside.Add(Copy(source));
        try
        {
            return (ConfigurationRoot)beside.Build();
        }
        catch (Exception e) when (e is InvalidDataException or IOException or UnauthorizedAccessException)
        {
            faults.Add(e.InnerException is { } inner ? $"{e.Message} {inner.Message}" : e.Message);
            return null;
        }
    }

    /// <summary>Changes when a file of the configuration does, or a file that a secret is read from.</summary>
    public string Fingerprint(IConfiguration configuration)
    {
        var files = builder.Sources.OfType<FileConfigurationSource>().Select(source => source.FileProvider?.GetFileInfo(source.Path!).PhysicalPath);
        var secrets = configuration.AsEnumerable().Where(pair => pair.Key.EndsWith(SecretFile.Suffix, StringComparison.Ordinal)).Select(pair => pair.Value);
        return string.Join('\n', files.Concat(secrets).Where(path => !string.IsNullOrEmpty(path)).Select(path => Describe(path!)));
    }

    // Container platforms swap a link: the file behind it counts.
    private static string Describe(string path)
    {
        try
        {
            var file = new FileInfo(path);
            var target = new FileInfo(file.Exists ? file.ResolveLinkTarget(returnFinalTarget: true)?.FullName ?? path : path);
            return target.Exists ? $"{path} {target.FullName} {target.LastWriteTimeUtc.Ticks} {target.Length}" : path;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // A link in a circle, or a file that went meanwhile. That is a change like any other: reading the file anew tells what is wrong.
            return $"{path} {e.GetType().Name}";
        }
    }

    // Disposing the copy must not dispose what is in use.
    private static IConfigurationSource Copy(IConfigurationSource source) => source is ChainedConfigurationSource chained
        ? new ChainedConfigurationSource { Configuration = chained.Configuration!, ShouldDisposeConfiguration = false }
        : source;
}
