using System.ComponentModel.DataAnnotations;
using Rooms.Contracts.Webhooks;

namespace Rooms.Gateway.Webhooks;

internal sealed class EventPatternsAttribute : ValidationAttribute
{
    public override bool IsValid(object? value) => value is string[] patterns && patterns.All(EventPattern.IsValid);
}
