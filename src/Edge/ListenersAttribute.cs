using System.ComponentModel.DataAnnotations;

namespace Rooms.Edge;

/// <summary>Names of <see cref="Listeners"/>.</summary>
internal sealed class ListenersAttribute : ValidationAttribute
{
    public override bool IsValid(object? value) => value is string[] names && names.All(Listeners.All.Contains);
}
