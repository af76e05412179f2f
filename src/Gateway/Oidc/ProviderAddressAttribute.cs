using System.ComponentModel.DataAnnotations;

namespace Rooms.Gateway.Oidc;

/// <summary>Empty, or an address that secrets may be sent to: https, or this machine.</summary>
internal sealed class ProviderAddressAttribute : ValidationAttribute
{
    public override bool IsValid(object? value) =>
        value is string { Length: 0 } || (value is string text && IsTrustworthy(text) && !text.Contains('?') && !text.Contains('#'));

    public static bool IsTrustworthy(string? text) =>
        Uri.TryCreate(text, UriKind.Absolute, out var uri) && (uri.Scheme == Uri.UriSchemeHttps || (uri.Scheme == Uri.UriSchemeHttp && uri.IsLoopback));
}
