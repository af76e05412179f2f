using Microsoft.Extensions.Options;

namespace Rooms.Host.Tls;

/// <summary>A start needs a good pair of files where one is named, and a pair where a port wants one.</summary>
internal sealed class TlsRules(IConfiguration configuration) : IValidateOptions<TlsOptions>
{
    private const string Wanted = "wanted Tls:Certificate and Tls:Key, the PEM files of its certificate";

    public ValidateOptionsResult Validate(string? name, TlsOptions options)
    {
        string[] faults = options.IsConfigured ? OfPair(options) : [.. OfPortsWithoutPair()];
        return faults.Length == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(faults);
    }

    private static string[] OfPair(TlsOptions options) =>
        CertificateLoading.TryLoad(PemFiles.Read(options), options, out var fault) is null ? [fault] : [];

    private IEnumerable<string> OfPortsWithoutPair()
    {
        foreach (var address in ServedAddresses.Secure(configuration)) yield return $"urls = '{address}': {Wanted}";
        if (configuration.GetValue("Rtmp:TlsPort", 0) is > 0 and var port) yield return $"Rtmp:TlsPort = '{port}': {Wanted}";
    }
}
