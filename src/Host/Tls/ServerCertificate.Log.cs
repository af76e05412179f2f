namespace Rooms.Host.Tls;

internal sealed partial class ServerCertificate
{
    [LoggerMessage(LogLevel.Information, "TLS uses the certificate of {Subject}, valid from {NotBefore:u} to {NotAfter:u}")]
    private partial void PairInUse(string subject, DateTime notBefore, DateTime notAfter);

    [LoggerMessage(LogLevel.Warning, "Clients refuse the certificate of {Subject} now, it is valid from {NotBefore:u} to {NotAfter:u}: renew the file Tls:Certificate = '{File}'")]
    private partial void PairOutOfTime(string subject, DateTime notBefore, DateTime notAfter, string file);

    [LoggerMessage(LogLevel.Warning, "The new certificate is not taken, the one before stays in use: {Fault}")]
    private partial void PairRefused(string fault);
}
