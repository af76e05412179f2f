using Microsoft.AspNetCore.Http;

namespace Rooms.Gateway.Http;

/// <summary>Where the client reached us, for URLs that lead back.</summary>
internal static class OwnAddress
{
    /// <summary><c>host:port</c>, as the client wrote it.</summary>
    public static string Of(HttpRequest request) => request.Host.HasValue ? request.Host.Value : $"{HostOf(request)}:{request.HttpContext.Connection.LocalPort}";

    /// <summary>HTTP/1.0 knows no Host header.</summary>
    public static string HostOf(HttpRequest request)
    {
        if (request.Host.HasValue) return request.Host.Host;
        var address = request.HttpContext.Connection.LocalIpAddress;
        if (address is null) return "localhost";
        if (address.IsIPv4MappedToIPv6) address = address.MapToIPv4();
        var text = address.ToString();
        return text.Contains(':') ? $"[{text}]" : text;
    }
}
