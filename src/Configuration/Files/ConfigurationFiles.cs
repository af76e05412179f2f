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

    /// <summary>
    /// The files of the configuration, and those that its secrets are read from. Goes through every key, which takes milliseconds: once a configuration,
    /// not once a look.
    /// </summary>
    public WatchedFiles Watch(IConfiguration configuration)
    {
        var files = builder.Sources.OfType<FileConfigurationSource>().Select(source => source.FileProvider?.GetFileInfo(source.Path!).PhysicalPath);
        var secrets = configuration.AsEnumerable().Where(pair => pair.Key.EndsWith(SecretFile.Suffix, StringComparison.Ordinal)).Select(pair => pair.Value);
        return new([.. files.Concat(secrets).Where(path => !string.IsNullOrEmpty(path)).Select(path => path!)]);
    }

    // Disposing the copy must not dispose what is in use.
    private static IConfigurationSource Copy(IConfigurationSource source) => source is ChainedConfigurationSource chained
        ? new ChainedConfigurationSource { Configuration = chained.Configuration!, ShouldDisposeConfiguration = false }
        : source;
}
