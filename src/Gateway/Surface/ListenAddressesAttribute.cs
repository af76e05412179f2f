using System.ComponentModel.DataAnnotations;

namespace Rooms.Gateway.Surface;

/// <summary>Scheme, host and port, each with nothing behind.</summary>
internal sealed class ListenAddressesAttribute : ValidationAttribute
{
    public override bool IsValid(object? value) => value is string[] addresses && addresses.All(IsAddress);

    // An address such as http://*:9090 is none to Uri.
    private static bool IsAddress(string text) =>
        Uri.TryCreate(text.Replace("//*", "//0.0.0.0", StringComparison.Ordinal).Replace("//+", "//0.0.0.0", StringComparison.Ordinal), UriKind.Absolute, out var uri)
        && uri.Scheme is "http" or "https" && uri.PathAndQuery == "/" && !text.Contains(';');
}
