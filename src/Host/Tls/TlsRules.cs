using Microsoft.Extensions.Options;
using Rooms.Configuration;

namespace Rooms.Host.Tls;

/// <summary>A start needs a good pair of files where one is named, and a pair where a port wants one. So does a reload: the next start reads the same.</summary>
internal sealed class TlsRules(IConfiguration configuration) : IValidateOptions<TlsOptions>, IOptionsCheck
{
    private const string Wanted = "wanted Tls:Certificate and Tls:Key, the PEM files of its certificate";

    public ValidateOptionsResult Validate(string? name, TlsOptions options)
    {
        var faults = Faults(configuration, options);
        return faults.Length == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(faults);
    }

    public void Check(IConfiguration configuration, List<string> faults)
    {
        var options = new TlsOptions();
        SectionReader.Read(configuration, TlsOptions.Section, options, []);
        faults.AddRange(Faults(configuration, options));
    }

    private static string[] Faults(IConfiguration configuration, TlsOptions options) =>
        options.IsConfigured ? OfPair(options) : [.. OfPortsWithoutPair(configuration)];

    private static string[] OfPair(TlsOptions options) =>
        CertificateLoading.TryLoad(PemFiles.Read(options), options, out var fault) is null ? [fault] : [];

    private static IEnumerable<string> OfPortsWithoutPair(IConfiguration configuration)
    {
        foreach (var address in ServedAddresses.Secure(configuration)) yield return $"urls = '{address}': {Wanted}";
        if (int.TryParse(configuration["Rtmp:TlsPort"], out var port) && port > 0) yield return $"Rtmp:TlsPort = '{port}': {Wanted}";
    }
}
