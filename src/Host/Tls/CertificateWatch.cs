namespace Rooms.Host.Tls;

/// <summary>
/// Looks at the certificate's files once a second, and tells of refused handshakes as often. No file watcher: a mounted secret changes by renaming a directory that a link points to,
/// which watchers of a file do not see, and two small files cost nothing to read.
/// </summary>
internal sealed partial class CertificateWatch(
    ServerCertificate certificate, HalfOpenConnections halfOpen, IConfiguration configuration, TimeProvider time, ILogger<CertificateWatch> logger)
    : BackgroundService
{
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(1);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        if (!certificate.IsConfigured) return;
        certificate.TellInUse();
        if (ServedAddresses.Secure(configuration).Length == 0) HttpStaysPlain(configuration["urls"] ?? "");
        using var timer = new PeriodicTimer(Interval, time);
        try
        {
            while (await timer.WaitForNextTickAsync(stoppingToken))
            {
                certificate.Look();
                halfOpen.TellRefused();
            }
        }
        catch (OperationCanceledException)
        {
            // The server stops.
        }
    }

    [LoggerMessage(LogLevel.Warning, "Tls:Certificate is set, but no address of urls = '{Urls}' begins with https://, so HTTP and WebSockets are plain")]
    private partial void HttpStaysPlain(string urls);
}
