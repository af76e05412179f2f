using System.ComponentModel.DataAnnotations;

namespace Rooms.Gateway.Outgoing;

/// <summary>Empty, or an http(s) address of a backend without credentials in it.</summary>
internal sealed class TargetAddressAttribute : ValidationAttribute
{
    private const int MaxLength = 2_000;

    public override bool IsValid(object? value) => value is string { Length: 0 } || (value is string { Length: <= MaxLength } text && IsTarget(text));

    private static bool IsTarget(string text) =>
        Uri.TryCreate(text, UriKind.Absolute, out var uri) && (uri.Scheme == Uri.UriSchemeHttps || uri.Scheme == Uri.UriSchemeHttp)
        && uri.UserInfo.Length == 0 && uri.Fragment.Length == 0;
}
