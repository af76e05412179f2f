using System.ComponentModel.DataAnnotations;
using System.Net;

namespace Rooms.Gateway.Compat.Side;

/// <summary>An IP address to listen on.</summary>
[AttributeUsage(AttributeTargets.Property)]
internal sealed class AddressAttribute : ValidationAttribute
{
    public AddressAttribute() => ErrorMessage = "an IP address, such as :: or 127.0.0.1";

    public override bool IsValid(object? value) => IPAddress.TryParse(value as string, out _);
}
