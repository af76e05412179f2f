namespace Rooms.Host.Tls;

/// <summary>What the two files held at one look, or why they could not be read. Equal looks are equal values.</summary>
internal sealed record PemFiles(string Certificate, string Key, string? Fault)
{
    // A chain of ten RSA certificates has 20 KB; what is much longer is another file.
    private const int MaxBytes = 1024 * 1024;

    public static PemFiles Read(TlsOptions options)
    {
        var certificate = ReadOne("Tls:Certificate", options.Certificate, out var fault);
        if (certificate is null) return new("", "", fault);
        var key = ReadOne("Tls:Key", options.Key, out fault);
        return key is null ? new("", "", fault) : new(certificate, key, null);
    }

    private static string? ReadOne(string name, string path, out string? fault)
    {
        fault = null;
        try
        {
            if (path.Length == 0) fault = $"{name} is not set: wanted a PEM file; Tls:Certificate and Tls:Key go together";
            else if (Directory.Exists(path)) fault = $"{name} = '{path}': wanted a PEM file, this is a directory";
            else if (!File.Exists(path)) fault = $"{name} = '{path}': there is no such file";
            else if (new FileInfo(path).Length > MaxBytes) fault = $"{name} = '{path}': wanted a PEM file, this one is over 1 MB";
            else return File.ReadAllText(path);
        }
        catch (Exception unreadable) when (unreadable is IOException or UnauthorizedAccessException)
        {
            fault = $"{name} = '{path}': {unreadable.Message}";
        }
        return null;
    }
}
