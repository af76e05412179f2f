using System.ComponentModel.DataAnnotations;

namespace Rooms.Gateway.Files;

/// <summary>A list of types that can be told from a file's bytes.</summary>
[AttributeUsage(AttributeTargets.Property)]
internal sealed class MediaTypeListAttribute : ValidationAttribute
{
    public override bool IsValid(object? value) => value is string[] types && types.All(MediaTypes.IsKnown);
}
