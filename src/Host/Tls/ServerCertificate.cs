using System.Net.Security;
using Microsoft.Extensions.Options;
using Rooms.Contracts.Tls;

namespace Rooms.Host.Tls;

/// <summary>
/// Holds the pair in use. <see cref="Look"/>, called again and again by <see cref="CertificateWatch"/>, takes over a new pair once its files
/// are good; connections that are open keep what they began with.
/// </summary>
internal sealed partial class ServerCertificate : IServerCertificate
{
    private readonly TlsOptions options;
    private readonly TimeProvider time;
    private readonly ILogger<ServerCertificate> logger;
    private volatile SslStreamCertificateContext? current;
    private PemFiles? seen;
    private PemFiles? judged;
    private bool isWarned;

    public ServerCertificate(IOptions<TlsOptions> options, TimeProvider time, ILogger<ServerCertificate> logger)
    {
        this.options = options.Value;
        this.time = time;
        this.logger = logger;
        if (!IsConfigured) return;
        seen = judged = PemFiles.Read(this.options);
        current = CertificateLoading.TryLoad(judged, this.options, out var fault) ?? throw new InvalidDataException(fault);
    }

    public bool IsConfigured => options.IsConfigured;

    public SslStreamCertificateContext? Current => current;

    /// <summary>
    /// Reads the files. A change counts once two looks in a row see the same: whoever replaces two files does it one after the other.
    /// </summary>
    public void Look()
    {
        var files = PemFiles.Read(options);
        var isSettled = files == seen;
        seen = files;
        if (isSettled && files != judged) Judge(files);
        WarnIfOutOfTime();
    }

    /// <summary>One line about the pair in use, and one more where clients refuse it. Nothing, where there is none.</summary>
    public void TellInUse()
    {
        if (current?.TargetCertificate is not { } leaf) return;
        PairInUse(leaf.Subject, leaf.NotBefore.ToUniversalTime(), leaf.NotAfter.ToUniversalTime());
        isWarned = false;
        WarnIfOutOfTime();
    }

    private void Judge(PemFiles files)
    {
        judged = files;
        if (CertificateLoading.TryLoad(files, options, out var fault) is not { } renewed)
        {
            PairRefused(fault);
            return;
        }
        var end = renewed.TargetCertificate.NotAfter.ToUniversalTime();
        if (end < time.GetUtcNow().UtcDateTime) PairRefused($"Tls:Certificate = '{options.Certificate}': it expired at {end:u}");
        else Use(renewed);
    }

    private void Use(SslStreamCertificateContext renewed)
    {
        current = renewed;
        TellInUse();
    }

    // Once a pair: also when its time ends while it is in use.
    private void WarnIfOutOfTime()
    {
        if (isWarned || current?.TargetCertificate is not { } leaf) return;
        var now = time.GetUtcNow().UtcDateTime;
        var (from, to) = (leaf.NotBefore.ToUniversalTime(), leaf.NotAfter.ToUniversalTime());
        if (now >= from && now <= to) return;
        isWarned = true;
        PairOutOfTime(leaf.Subject, from, to, options.Certificate);
    }
}
